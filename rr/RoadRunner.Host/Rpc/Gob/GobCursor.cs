using System.Runtime.InteropServices;
using System.Text;

namespace RoadRunner.Host.Rpc.Gob;

/// <summary>Reads the parts that gob is made of. Nothing is believed about a length before that many bytes are there.</summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct GobCursor(ReadOnlySpan<byte> bytes)
{
    private const byte LastSmall = 0x7f;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Gets how many bytes are left.</summary>
    public readonly int Left => _rest.Length;

    /// <summary>Reads a number without a sign: one byte up to 127, or a byte that says how many bytes follow, the largest first.</summary>
    public ulong ReadUInt()
    {
        var first = Take(1)[0];
        if (first <= LastSmall)
        {
            return first;
        }

        var count = -(sbyte)first;
        if (count > sizeof(ulong))
        {
            throw new GobFormatException($"a number of {count} bytes; the longest have {sizeof(ulong)}");
        }

        var value = 0UL;
        foreach (var part in Take(count))
        {
            value = (value << 8) | part;
        }

        return value;
    }

    /// <summary>Reads a number with a sign: the lowest bit says that all others are inverted.</summary>
    public long ReadInt()
    {
        var value = ReadUInt();
        return (value & 1) == 0 ? (long)(value >> 1) : ~(long)(value >> 1);
    }

    /// <summary>Reads a floating-point number: its bytes the other way round, as a number, so that few are needed.</summary>
    public double ReadFloat() => BitConverter.UInt64BitsToDouble(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(ReadUInt()));

    /// <summary>Reads a length and as many bytes.</summary>
    public ReadOnlySpan<byte> ReadBytes() => Take(ReadCount());

    public string ReadText() => Encoding.UTF8.GetString(ReadBytes());

    /// <summary>Reads a count of things that have at least one byte each.</summary>
    public int ReadCount()
    {
        var count = ReadUInt();
        return count <= (ulong)_rest.Length ? (int)count : throw new GobFormatException($"{count} bytes or elements are announced and {_rest.Length} bytes are left");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new GobFormatException("the bytes end inside a value");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
