using System.Buffers;
using System.Buffers.Text;
using MessagePack;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>A result that is bytes.</summary>
internal sealed class BytesResult : RpcResult<ReadOnlyMemory<byte>>
{
    protected override void WriteJson(IBufferWriter<byte> writer, ReadOnlyMemory<byte> value)
    {
        writer.Write("\""u8);
        Base64.EncodeToUtf8(value.Span, writer.GetSpan(Base64.GetMaxEncodedToUtf8Length(value.Length)), out _, out var written);
        writer.Advance(written);
        writer.Write("\""u8);
    }

    protected override void WriteMessagePack(ref MessagePackWriter writer, ReadOnlyMemory<byte> value) => writer.Write(value.Span);

    protected override void WriteRaw(IBufferWriter<byte> writer, ReadOnlyMemory<byte> value) => writer.Write(value.Span);
}
