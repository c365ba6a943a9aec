using System.Buffers;
using Google.Protobuf;
using Spiral.Goridge;
using Spiral.Goridge.Rpc;

namespace Spiral.RoadRunner.Rpc.Protobuf;

/// <summary>One protobuf message as argument and one as result, written and read without arrays in between. Thread-safe.</summary>
/// <param name="parser">Reads the result, such as <c>KvResponse.Parser</c>.</param>
internal sealed class ProtobufRpcCodec<TRequest, TReply>(MessageParser<TReply> parser) : IRpcCodec<TRequest, TReply>
    where TRequest : IMessage<TRequest>
    where TReply : IMessage<TReply>
{
    public FrameFlags Flags => FrameFlags.Proto;

    public void Write(IBufferWriter<byte> writer, TRequest request) => request.WriteTo(writer);

    public TReply Read(ReadOnlySpan<byte> body) => parser.ParseFrom(body);
}
