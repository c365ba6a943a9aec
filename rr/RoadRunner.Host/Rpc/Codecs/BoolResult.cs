using System.Buffers;
using RoadRunner.Host.Rpc.Gob;
using Spiral.Goridge.Rpc;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>A result that is true or false.</summary>
internal sealed class BoolResult : RpcResult<bool>
{
    protected override void WriteJson(IBufferWriter<byte> writer, bool value) => writer.Write(value ? "true"u8 : "false"u8);

    protected override void WriteGob(IBufferWriter<byte> writer, bool value) => GobReplies.WriteBool(writer, value);

    protected override void WriteMessagePack(IBufferWriter<byte> writer, bool value) => new MessagePackWriter(writer).Write(value);
}
