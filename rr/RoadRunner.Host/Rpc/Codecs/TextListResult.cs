using System.Buffers;
using System.Text;
using MessagePack;
using RoadRunner.Host.Rpc.Gob;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>A result that is a list of texts.</summary>
internal sealed class TextListResult : RpcResult<IReadOnlyList<string>?>
{
    protected override void WriteJson(IBufferWriter<byte> writer, IReadOnlyList<string>? value) =>
        Encoding.UTF8.GetBytes(value is null ? "null" : $"[{string.Join(',', value.Select(GoJsonText.Quote))}]", writer);

    protected override void WriteGob(IBufferWriter<byte> writer, IReadOnlyList<string>? value) => GobReplies.WriteTexts(writer, value ?? []);

    protected override void WriteMessagePack(ref MessagePackWriter writer, IReadOnlyList<string>? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(value.Count);
        foreach (var text in value)
        {
            writer.Write(text);
        }
    }
}
