using System.Buffers;

namespace Spiral.RoadRunner.KeyValue;

internal sealed class BytesSerializer : IValueSerializer<byte[]>
{
    public void Write(IBufferWriter<byte> writer, byte[] value) => writer.Write(value);

    public byte[] Read(ReadOnlySpan<byte> bytes) => bytes.ToArray();
}
