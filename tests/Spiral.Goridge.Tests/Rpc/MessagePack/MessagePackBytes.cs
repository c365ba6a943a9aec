using System.Buffers;

namespace Spiral.Goridge.Rpc.Tests;

/// <summary>Short ways between values and their bytes.</summary>
internal static class MessagePackBytes
{
    /// <summary>Returns what is written, as hex.</summary>
    public static string Write(Action<MessagePackWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        write(new MessagePackWriter(bytes));
        return Convert.ToHexStringLower(bytes.WrittenSpan);
    }

    /// <summary>Makes a value of a header in hex and a number of equal bytes behind it.</summary>
    public static byte[] With(string header, int count, byte value) => [.. Convert.FromHexString(header), .. Enumerable.Repeat(value, count)];

    /// <summary>
    /// Reads one value of any type: null, bool, long, ulong (above 2^63 − 1), double, string, byte[], object?[],
    /// KeyValuePair&lt;object?, object?&gt;[], or (sbyte, byte[]) for an extension.
    /// </summary>
    public static object? ReadAny(ref MessagePackReader reader)
    {
        switch (reader.PeekType())
        {
            case MessagePackType.Nil:
                Assert.True(reader.TryReadNil());
                return null;
            case MessagePackType.Boolean:
                return reader.ReadBoolean();
            case MessagePackType.Integer:
                return ReadInteger(ref reader);
            case MessagePackType.Float:
                return reader.ReadDouble();
            case MessagePackType.String:
                return reader.ReadString();
            case MessagePackType.Binary:
                return reader.ReadBinary().ToArray();
            case MessagePackType.Array:
                var values = new object?[reader.ReadArrayHeader()];
                for (var index = 0; index < values.Length; index++)
                {
                    values[index] = ReadAny(ref reader);
                }

                return values;
            case MessagePackType.Map:
                var entries = new KeyValuePair<object?, object?>[reader.ReadMapHeader()];
                for (var index = 0; index < entries.Length; index++)
                {
                    entries[index] = new(ReadAny(ref reader), ReadAny(ref reader));
                }

                return entries;
            default:
                var data = reader.ReadExtension(out var type);
                return (type, data.ToArray());
        }
    }

    public static object? ReadOnly(byte[] bytes)
    {
        var reader = new MessagePackReader(bytes);
        var value = ReadAny(ref reader);
        reader.ReadEnd();
        return value;
    }

    // A copy of the reader is a look ahead.
    private static object ReadInteger(ref MessagePackReader reader)
    {
        var ahead = reader;
        try
        {
            var value = ahead.ReadInt64();
            reader = ahead;
            return value;
        }
        catch (MessagePackException error) when (error.Error == MessagePackError.OutOfRange)
        {
            return reader.ReadUInt64();
        }
    }
}
