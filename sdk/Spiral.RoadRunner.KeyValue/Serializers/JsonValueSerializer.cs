using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Spiral.RoadRunner.KeyValue;

internal sealed class JsonValueSerializer<T>(JsonTypeInfo<T> type) : IValueSerializer<T>
{
    public void Write(IBufferWriter<byte> writer, T value)
    {
        using var json = new Utf8JsonWriter(writer);
        JsonSerializer.Serialize(json, value, type);
    }

    public T Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, type)!;
}
