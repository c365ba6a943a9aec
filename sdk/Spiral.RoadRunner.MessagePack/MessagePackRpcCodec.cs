using System.Buffers;
using MessagePack;
using Spiral.Goridge;
using Spiral.Goridge.Rpc;

namespace Spiral.RoadRunner.MessagePack;

/// <summary>Carries one MessagePack value as the argument of an RPC call and one as its result.</summary>
/// <typeparam name="TRequest">The argument.</typeparam>
/// <typeparam name="TReply">The result.</typeparam>
/// <remarks>
/// Safe to use from any thread. The Go server reads and writes a struct as a map whose keys are the names of the Go fields
/// (<c>Pid</c>, <c>NumExecs</c>, …): mark such a type with <c>[MessagePackObject(keyAsPropertyName: true)]</c>, or use the
/// options of a contractless resolver. Protocol: docs/protocol.md, "RPC".
/// </remarks>
public sealed class MessagePackRpcCodec<TRequest, TReply> : IRpcCodec<TRequest, TReply>
{
    private readonly MessagePackSerializerOptions _options;

    /// <summary>Creates the codec of one kind of call.</summary>
    /// <param name="options">
    /// Resolver and limits; null means <see cref="MessagePackDefaults.Options"/>. Leave compression off: no server understands it.
    /// </param>
    public MessagePackRpcCodec(MessagePackSerializerOptions? options = null) => _options = options ?? MessagePackDefaults.Options;

    /// <inheritdoc/>
    public FrameFlags Flags => FrameFlags.MessagePack;

    /// <inheritdoc/>
    /// <exception cref="MessagePackSerializationException">The options cannot write the type.</exception>
    public void Write(IBufferWriter<byte> writer, TRequest request) => MessagePackSerializer.Serialize(writer, request, _options);

    /// <inheritdoc/>
    /// <exception cref="MessagePackSerializationException">The body is not one MessagePack value of the type, or bytes follow the value.</exception>
    public TReply Read(ReadOnlySpan<byte> body) => MessagePackDefaults.Read<TReply>(body, _options);
}
