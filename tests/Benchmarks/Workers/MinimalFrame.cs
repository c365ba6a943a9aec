using System.Buffers.Binary;

namespace RoadRunner.Benchmarks.Workers;

/// <summary>Where the parts of one received frame lie in the buffer. Nothing is checked: this is a floor, not an example to follow.</summary>
internal readonly record struct MinimalFrame(int Start, int PayloadStart, int ContextBytes, int PayloadBytes, int TotalBytes)
{
    private const int MinBytes = 12;
    private const int OptionOffset = 12;

    private static readonly uint[] Table = CreateTable();

    /// <returns>False when the frame is not complete; <see cref="TotalBytes"/> is then its length, or 0 while that is not known.</returns>
    public static bool TryParse(ReadOnlySpan<byte> bytes, int start, out MinimalFrame frame)
    {
        if (bytes.Length < MinBytes)
        {
            frame = default;
            return false;
        }

        var header = (bytes[0] & 0x0f) * 4;
        var payload = BinaryPrimitives.ReadInt32LittleEndian(bytes[2..]);
        var complete = bytes.Length >= header + payload;
        var context = complete && header > OptionOffset ? BinaryPrimitives.ReadInt32LittleEndian(bytes[OptionOffset..]) : 0;
        frame = new MinimalFrame(start, start + header, context, payload, header + payload);
        return complete;
    }

    public static void WriteHeader(Span<byte> destination, int words, byte flags, int payloadBytes)
    {
        destination[0] = (byte)(0x10 | words);
        destination[1] = flags;
        BinaryPrimitives.WriteInt32LittleEndian(destination[2..], payloadBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[6..], Checksum(destination[..6]));
        destination[10] = 0;
        destination[11] = 0;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] CreateTable()
    {
        var table = new uint[256];
        for (uint index = 0; index < table.Length; index++)
        {
            var entry = index;
            for (var bit = 0; bit < 8; bit++)
            {
                entry = (entry & 1) == 1 ? (entry >> 1) ^ 0xEDB88320 : entry >> 1;
            }

            table[index] = entry;
        }

        return table;
    }
}
