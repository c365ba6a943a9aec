using System.Text.Json.Serialization.Metadata;

namespace Spiral.RoadRunner.KeyValue;

/// <summary>The serializers that come with the package. All are thread-safe.</summary>
public static class ValueSerializers
{
    /// <summary>Gets the serializer that stores bytes as they are.</summary>
    public static IValueSerializer<byte[]> Bytes { get; } = new BytesSerializer();

    /// <summary>Gets the serializer that stores text in UTF-8. Bytes that are not UTF-8 are an error, and so is text that UTF-8 cannot carry.</summary>
    public static IValueSerializer<string> Text { get; } = new TextSerializer();

    /// <summary>Makes the default serializer of typed values: JSON, without reflection.</summary>
    /// <typeparam name="T">The value. A stored JSON <c>null</c> reads as the default of the type.</typeparam>
    /// <param name="type">Describes the type, from a <c>JsonSerializerContext</c>.</param>
    public static IValueSerializer<T> Json<T>(JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new JsonValueSerializer<T>(type);
    }
}
