using System.Buffers;

namespace Spiral.Goridge.Rpc;

/// <summary>Turns the argument of a method into bytes and the bytes of its reply into the result.</summary>
/// <typeparam name="TRequest">The argument.</typeparam>
/// <typeparam name="TReply">The result.</typeparam>
/// <remarks>Implementations are thread-safe: one object serves all calls. A codec of your own may use any format whose bit the server knows.</remarks>
public interface IRpcCodec<in TRequest, out TReply>
{
    /// <summary>Gets the codec bit of the frames, exactly one.</summary>
    public FrameFlags Flags { get; }

    /// <summary>Encodes the argument.</summary>
    /// <param name="writer">Receives the bytes; not to be kept.</param>
    /// <param name="request">The argument.</param>
    /// <remarks>Runs on the thread of the caller, before anything is sent. What it throws reaches the caller as it is.</remarks>
    public void Write(IBufferWriter<byte> writer, TRequest request);

    /// <summary>Decodes the result; never called for an error.</summary>
    /// <param name="body">The whole body of the reply, borrowed until the method returns.</param>
    /// <remarks>Runs where the caller continues. What it throws becomes the cause of an <see cref="RpcBodyException"/>.</remarks>
    public TReply Read(ReadOnlySpan<byte> body);
}
