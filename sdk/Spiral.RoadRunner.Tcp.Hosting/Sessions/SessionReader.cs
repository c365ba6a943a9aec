using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Reads the parts of a record; a record that is cut or damaged ends in <see cref="FormatException"/>.</summary>
internal ref struct SessionReader(ReadOnlySpan<byte> bytes)
{
    public const int MaxNumberBytes = 10;
    public const uint MoreFollows = 0x80;
    public const int BitsPerByte = 7;

    private ReadOnlySpan<byte> _left = bytes;

    public byte ReadByte() => Take(1)[0];

    public long ReadNumber()
    {
        ulong value = 0;
        for (var index = 0; index < MaxNumberBytes; index++)
        {
            var part = ReadByte();
            value |= (part & (ulong)(MoreFollows - 1)) << (index * BitsPerByte);
            if (part < MoreFollows)
            {
                return (long)value;
            }
        }

        throw new FormatException("a number in it has no end");
    }

    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadNumber();
        return length >= 0 && length <= _left.Length
            ? Take((int)length)
            : throw new FormatException($"it says {length} bytes where {_left.Length} are left");
    }

    public string ReadText() => Encoding.UTF8.GetString(ReadBytes());

    public SpoolState ReadSpool(string name)
    {
        var spool = new SpoolState(name)
        {
            Generation = ReadCount(),
            Pieces = ReadCount(),
            StoredBytes = ReadNumber(),
        };
        var head = ReadBytes().ToArray();
        spool.StoredTail = ReadBytes().ToArray();
        spool.Append(ReadBytes());
        spool.Head = head;
        return spool;
    }

    private int ReadCount() => ReadNumber() is >= 0 and <= int.MaxValue and var count ? (int)count : throw new FormatException("a count in it is out of range");

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _left.Length)
        {
            throw new FormatException("it is cut");
        }

        var taken = _left[..length];
        _left = _left[length..];
        return taken;
    }
}
