namespace Spiral.Goridge.Rpc;

/// <summary>Converters of the plain types, and of lists and maps of other types. All are thread-safe.</summary>
public static class MessagePackConverters
{
    private delegate T ReadValue<out T>(ref MessagePackReader reader);

    /// <summary>Gets the converter of true and false.</summary>
    public static IMessagePackConverter<bool> Boolean { get; } =
        new Converter<bool>((writer, value) => writer.Write(value), (ref reader) => reader.ReadBoolean());

    /// <summary>Gets the converter of integers that fit 64 bits with a sign.</summary>
    public static IMessagePackConverter<long> Int64 { get; } =
        new Converter<long>((writer, value) => writer.Write(value), (ref reader) => reader.ReadInt64());

    /// <summary>Gets the converter of integers that fit 64 bits without a sign.</summary>
    public static IMessagePackConverter<ulong> UInt64 { get; } =
        new Converter<ulong>((writer, value) => writer.Write(value), (ref reader) => reader.ReadUInt64());

    /// <summary>Gets the converter of floats; it writes float 64 and reads either size, and integers.</summary>
    public static IMessagePackConverter<double> Double { get; } =
        new Converter<double>((writer, value) => writer.Write(value), (ref reader) => reader.ReadDouble());

    /// <summary>Gets the converter of texts; nil, which Go writes for nothing, is read as the empty text.</summary>
    public static IMessagePackConverter<string> String { get; } =
        new Converter<string>((writer, value) => writer.Write(value), (ref reader) => reader.TryReadNil() ? "" : reader.ReadString());

    /// <summary>Gets the converter of bytes; what is read is a copy, and nil is read as no bytes.</summary>
    public static IMessagePackConverter<byte[]> Binary { get; } =
        new Converter<byte[]>((writer, value) => writer.WriteBinary(value), (ref reader) => reader.TryReadNil() ? [] : reader.ReadBinary().ToArray());

    /// <summary>Gets the converter of points in time.</summary>
    public static IMessagePackConverter<MessagePackTimestamp> Timestamp { get; } =
        new Converter<MessagePackTimestamp>((writer, value) => writer.Write(value), (ref reader) => reader.ReadTimestamp());

    /// <summary>Makes the converter of a list; nil, which Go writes for a slice without elements, is read as an empty list.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="element">The converter of the elements.</param>
    public static IMessagePackConverter<IReadOnlyList<T>> ListOf<T>(IMessagePackConverter<T> element)
    {
        ArgumentNullException.ThrowIfNull(element);
        return new Converter<IReadOnlyList<T>>(
            (writer, values) =>
            {
                writer.WriteArrayHeader(values.Count);
                foreach (var value in values)
                {
                    element.Write(writer, value);
                }
            },
            (ref reader) =>
            {
                var values = new List<T>();
                for (var left = reader.TryReadNil() ? 0 : reader.ReadArrayHeader(); left > 0; left--)
                {
                    values.Add(element.Read(ref reader));
                }

                return values;
            });
    }

    /// <summary>Makes the converter of a map with texts as keys; nil is read as an empty map, the last of two equal keys counts.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="value">The converter of the values.</param>
    public static IMessagePackConverter<IReadOnlyDictionary<string, T>> MapOf<T>(IMessagePackConverter<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new Converter<IReadOnlyDictionary<string, T>>(
            (writer, entries) =>
            {
                writer.WriteMapHeader(entries.Count);
                foreach (var (key, entry) in entries)
                {
                    writer.Write(key);
                    value.Write(writer, entry);
                }
            },
            (ref reader) =>
            {
                var entries = new Dictionary<string, T>(StringComparer.Ordinal);
                for (var left = reader.TryReadNil() ? 0 : reader.ReadMapHeader(); left > 0; left--)
                {
                    var key = reader.ReadString();
                    entries[key] = value.Read(ref reader);
                }

                return entries;
            });
    }

    private sealed class Converter<T>(Action<MessagePackWriter, T> write, ReadValue<T> read) : IMessagePackConverter<T>
    {
        public void Write(MessagePackWriter writer, T value) => write(writer, value);

        public T Read(ref MessagePackReader reader) => read(ref reader);
    }
}
