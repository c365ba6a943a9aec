using System.Buffers;
using System.Text;
using MessagePack;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>A result that is a text.</summary>
internal sealed class TextResult : RpcResult<string>
{
    protected override void WriteJson(IBufferWriter<byte> writer, string value) => Encoding.UTF8.GetBytes(GoJsonText.Quote(value), writer);

    protected override void WriteMessagePack(ref MessagePackWriter writer, string value) => writer.Write(value);
}
