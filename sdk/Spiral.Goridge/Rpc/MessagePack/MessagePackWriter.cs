using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Spiral.Goridge.Rpc;

/// <summary>Writes MessagePack values, each in its shortest form.</summary>
/// <remarks>
/// A thin view of a buffer writer without state of its own; not thread-safe. It does not count: a container needs exactly as many
/// values (pairs for a map) as its header says.
/// </remarks>
public readonly partial struct MessagePackWriter
{
    private readonly IBufferWriter<byte> _writer;

    /// <summary>Creates a writer.</summary>
    /// <param name="writer">Receives the bytes.</param>
    public MessagePackWriter(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _writer = writer;
    }

    /// <summary>Writes nil.</summary>
    public void WriteNil() => WriteCode(MessagePackCode.Nil);

    /// <summary>Writes true or false.</summary>
    /// <param name="value">The value.</param>
    public void Write(bool value) => WriteCode(value ? MessagePackCode.True : MessagePackCode.False);

    /// <summary>Writes an integer.</summary>
    /// <param name="value">Any value; one that is not negative takes an unsigned form.</param>
    public void Write(long value)
    {
        switch (value)
        {
            case >= 0:
                Write((ulong)value);
                break;
            case >= -32:
                WriteCode((byte)value);
                break;
            case >= sbyte.MinValue:
                WriteSized(MessagePackCode.Int8, (ulong)value, sizeof(sbyte));
                break;
            case >= short.MinValue:
                WriteSized(MessagePackCode.Int16, (ulong)value, sizeof(short));
                break;
            case >= int.MinValue:
                WriteSized(MessagePackCode.Int32, (ulong)value, sizeof(int));
                break;
            default:
                WriteSized(MessagePackCode.Int64, (ulong)value, sizeof(long));
                break;
        }
    }

    /// <summary>Writes an integer.</summary>
    /// <param name="value">Any value.</param>
    public void Write(ulong value)
    {
        switch (value)
        {
            case <= MessagePackCode.MaxPositiveFixInt:
                WriteCode((byte)value);
                break;
            case <= byte.MaxValue:
                WriteSized(MessagePackCode.UInt8, value, sizeof(byte));
                break;
            case <= ushort.MaxValue:
                WriteSized(MessagePackCode.UInt16, value, sizeof(ushort));
                break;
            case <= uint.MaxValue:
                WriteSized(MessagePackCode.UInt32, value, sizeof(uint));
                break;
            default:
                WriteSized(MessagePackCode.UInt64, value, sizeof(ulong));
                break;
        }
    }

    /// <summary>Writes a float 32.</summary>
    /// <param name="value">Any value, NaN and infinities included.</param>
    public void Write(float value) => WriteSized(MessagePackCode.Float32, BitConverter.SingleToUInt32Bits(value), sizeof(float));

    /// <summary>Writes a float 64.</summary>
    /// <param name="value">Any value, NaN and infinities included.</param>
    public void Write(double value) => WriteSized(MessagePackCode.Float64, BitConverter.DoubleToUInt64Bits(value), sizeof(double));

    /// <summary>Writes a string.</summary>
    /// <param name="value">The text; half a surrogate pair becomes U+FFFD.</param>
    public void Write(ReadOnlySpan<char> value)
    {
        var count = Encoding.UTF8.GetByteCount(value);
        WriteStringHeader(count);
        _writer.Advance(Encoding.UTF8.GetBytes(value, _writer.GetSpan(count)));
    }

    /// <summary>Writes a string that is UTF-8 already, such as the name of a field.</summary>
    /// <param name="value">The bytes; not checked.</param>
    public void WriteUtf8(ReadOnlySpan<byte> value)
    {
        WriteStringHeader(value.Length);
        _writer.Write(value);
    }

    /// <summary>Writes bytes.</summary>
    /// <param name="value">The bytes.</param>
    public void WriteBinary(ReadOnlySpan<byte> value)
    {
        WriteLength(value.Length, MessagePackCode.Bin8, MessagePackCode.Bin16, MessagePackCode.Bin32);
        _writer.Write(value);
    }

    /// <summary>Starts an array.</summary>
    /// <param name="count">How many values follow; not negative.</param>
    public void WriteArrayHeader(int count) => WriteCount(count, MessagePackCode.FixArray, MessagePackCode.Array16, MessagePackCode.Array32);

    /// <summary>Starts a map.</summary>
    /// <param name="count">How many pairs of key and value follow; not negative.</param>
    public void WriteMapHeader(int count) => WriteCount(count, MessagePackCode.FixMap, MessagePackCode.Map16, MessagePackCode.Map32);

    /// <summary>Writes an extension.</summary>
    /// <param name="type">0 to 127 are yours, the negative ones belong to the format.</param>
    /// <param name="data">The bytes.</param>
    public void WriteExtension(sbyte type, ReadOnlySpan<byte> data)
    {
        byte? fixedCode = data.Length switch
        {
            1 => MessagePackCode.FixExt1,
            2 => MessagePackCode.FixExt2,
            4 => MessagePackCode.FixExt4,
            8 => MessagePackCode.FixExt8,
            16 => MessagePackCode.FixExt16,
            _ => null,
        };
        if (fixedCode is { } code)
        {
            WriteCode(code);
        }
        else
        {
            WriteLength(data.Length, MessagePackCode.Ext8, MessagePackCode.Ext16, MessagePackCode.Ext32);
        }

        WriteCode((byte)type);
        _writer.Write(data);
    }

    /// <summary>Writes a timestamp, as timestamp 32, 64 or 96.</summary>
    /// <param name="value">Any value.</param>
    public void Write(MessagePackTimestamp value)
    {
        Span<byte> data = stackalloc byte[12];
        if (value.Seconds is < 0 or >= 1L << 34)
        {
            BinaryPrimitives.WriteUInt32BigEndian(data, value.Nanoseconds);
            BinaryPrimitives.WriteInt64BigEndian(data[4..], value.Seconds);
        }
        else if (value.Nanoseconds == 0 && value.Seconds <= uint.MaxValue)
        {
            data = data[..4];
            BinaryPrimitives.WriteUInt32BigEndian(data, (uint)value.Seconds);
        }
        else
        {
            data = data[..8];
            BinaryPrimitives.WriteUInt64BigEndian(data, ((ulong)value.Nanoseconds << 34) | (ulong)value.Seconds);
        }

        WriteExtension(MessagePackTimestamp.ExtensionType, data);
    }
}
