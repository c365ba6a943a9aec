using System.Buffers;
using MessagePack;
using RoadRunner.Host.Rpc.Gob;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>A result that is true or false.</summary>
internal sealed class BoolResult : RpcResult<bool>
{
    protected override void WriteJson(IBufferWriter<byte> writer, bool value) => writer.Write(value ? "true"u8 : "false"u8);

    protected override void WriteGob(IBufferWriter<byte> writer, bool value) => GobReplies.WriteBool(writer, value);

    protected override void WriteMessagePack(ref MessagePackWriter writer, bool value) => writer.Write(value);
}
