using System.Buffers;
using System.Text;
using RoadRunner.Host.Rpc.Gob;
using Spiral.Goridge.Rpc;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>A result that is a list of texts.</summary>
internal sealed class TextListResult : RpcResult<IReadOnlyList<string>?>
{
    protected override void WriteJson(IBufferWriter<byte> writer, IReadOnlyList<string>? value) =>
        Encoding.UTF8.GetBytes(value is null ? "null" : $"[{string.Join(',', value.Select(GoJsonText.Quote))}]", writer);

    protected override void WriteGob(IBufferWriter<byte> writer, IReadOnlyList<string>? value) => GobReplies.WriteTexts(writer, value ?? []);

    protected override void WriteMessagePack(IBufferWriter<byte> writer, IReadOnlyList<string>? value)
    {
        var output = new MessagePackWriter(writer);
        if (value is null)
        {
            output.WriteNil();
            return;
        }

        output.WriteArrayHeader(value.Count);
        foreach (var text in value)
        {
            output.Write(text);
        }
    }
}
