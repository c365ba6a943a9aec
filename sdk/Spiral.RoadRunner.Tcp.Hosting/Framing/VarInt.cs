namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Lengths in pieces of seven bits, the low ones first; the high bit of a byte says that another follows.</summary>
internal static class VarInt
{
    /// <summary>63 bits, all that a length can have.</summary>
    public const int MaxBytes = 9;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out long value, out int count)
    {
        value = 0;
        count = 0;
        foreach (var piece in bytes)
        {
            value |= (long)(piece & 0x7F) << (7 * count);
            count++;
            if (piece < 0x80)
            {
                return piece > 0 || count == 1
                    ? true
                    : throw TcpFramingException.Malformed($"The length {value} is written in {count} bytes, which is longer than needed.");
            }

            if (count == MaxBytes)
                throw TcpFramingException.Malformed($"The length goes on after {MaxBytes} bytes.");
        }

        return false;
    }

    public static int Write(Span<byte> bytes, long value)
    {
        var count = 0;
        for (; value > 0x7F; value >>= 7)
        {
            bytes[count++] = (byte)(value | 0x80);
        }

        bytes[count++] = (byte)value;
        return count;
    }
}
