using System.Buffers;
using MessagePack;
using RoadRunner.Host.Rpc.Codecs;
using RoadRunner.Host.Rpc.Gob;

namespace RoadRunner.Host.Rpc.Services;

/// <summary>The jobs of plugins that have none, which are all of this host. The value says nothing.</summary>
internal sealed class NoJobsResult : RpcResult<bool>
{
    protected override void WriteJson(IBufferWriter<byte> writer, bool value) => writer.Write("null"u8);

    protected override void WriteMessagePack(ref MessagePackWriter writer, bool value) => writer.WriteNil();

    protected override void WriteGob(IBufferWriter<byte> writer, bool value) => GobReplies.WriteNoJobs(writer);
}
