using System.Buffers;

namespace Spiral.Goridge.Rpc;

/// <summary>One MessagePack value as argument and one as result.</summary>
/// <typeparam name="TRequest">The argument.</typeparam>
/// <typeparam name="TReply">The result.</typeparam>
/// <remarks>Thread-safe if its converters are. A body that is another value, or is followed by more bytes, is a <see cref="MessagePackException"/>.</remarks>
public sealed class MessagePackRpcCodec<TRequest, TReply> : IRpcCodec<TRequest, TReply>
{
    private readonly IMessagePackConverter<TRequest> _request;
    private readonly IMessagePackConverter<TReply> _reply;

    /// <summary>Creates the codec of one kind of call.</summary>
    /// <param name="request">How the argument is written.</param>
    /// <param name="reply">How the result is read.</param>
    public MessagePackRpcCodec(IMessagePackConverter<TRequest> request, IMessagePackConverter<TReply> reply)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(reply);
        _request = request;
        _reply = reply;
    }

    /// <inheritdoc/>
    public FrameFlags Flags => FrameFlags.MessagePack;

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> writer, TRequest request) => _request.Write(new MessagePackWriter(writer), request);

    /// <inheritdoc/>
    public TReply Read(ReadOnlySpan<byte> body)
    {
        var reader = new MessagePackReader(body);
        var value = _reply.Read(ref reader);
        reader.ReadEnd();
        return value;
    }
}
