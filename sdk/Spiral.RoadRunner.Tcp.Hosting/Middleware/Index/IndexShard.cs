using System.Buffers.Binary;
using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>A part of an index as it is stored: 33 bytes for each connection with a uuid.</summary>
/// <remarks>
/// One byte of version; then for each entry the length of the id (0 = 16 bytes of a UUID follow, otherwise that many bytes of
/// UTF-8), the id, the group, the time; numbers little-endian.
/// </remarks>
internal static class IndexShard
{
    private const byte Version = 1;
    private const int UuidBytes = 16;
    private const int NumberBytes = 16;

    /// <summary>The longest id in bytes; servers make UUIDs.</summary>
    public const int MostIdBytes = byte.MaxValue;

    public static byte[] Write(IReadOnlyCollection<IndexEntry> entries)
    {
        using var stream = new MemoryStream(1 + (entries.Count * (1 + UuidBytes + NumberBytes)));
        stream.WriteByte(Version);
        Span<byte> buffer = stackalloc byte[1 + MostIdBytes + NumberBytes];
        foreach (var entry in entries)
        {
            stream.Write(buffer[..Write(buffer, entry)]);
        }

        return stream.ToArray();
    }

    /// <summary>Reads what is stored.</summary>
    /// <param name="stored">Null is an empty part.</param>
    /// <param name="entries">The entries; empty when the bytes are none of ours.</param>
    public static bool TryRead(byte[]? stored, out List<IndexEntry> entries)
    {
        entries = [];
        if (stored is null)
        {
            return true;
        }

        ReadOnlySpan<byte> rest = stored;
        if (rest.IsEmpty || rest[0] != Version)
        {
            return false;
        }

        rest = rest[1..];
        while (!rest.IsEmpty)
        {
            var isUuid = rest[0] == 0;
            var idBytes = isUuid ? UuidBytes : rest[0];
            if (rest.Length < 1 + idBytes + NumberBytes)
            {
                entries = [];
                return false;
            }

            var id = rest.Slice(1, idBytes);
            var numbers = rest.Slice(1 + idBytes, NumberBytes);
            entries.Add(new IndexEntry(
                isUuid ? new Guid(id).ToString() : Encoding.UTF8.GetString(id),
                BinaryPrimitives.ReadUInt64LittleEndian(numbers),
                BinaryPrimitives.ReadInt64LittleEndian(numbers[8..])));
            rest = rest[(1 + idBytes + NumberBytes)..];
        }

        return true;
    }

    /// <summary>Says whether an id can be stored.</summary>
    public static bool CanHold(string id) => id.Length > 0 && Encoding.UTF8.GetByteCount(id) <= MostIdBytes;

    private static int Write(Span<byte> buffer, IndexEntry entry)
    {
        int idBytes;

        // Only what reads back as the same text is a UUID here.
        if (Guid.TryParseExact(entry.Id, "D", out var uuid) && uuid.ToString() == entry.Id)
        {
            buffer[0] = 0;
            uuid.TryWriteBytes(buffer[1..]);
            idBytes = UuidBytes;
        }
        else
        {
            idBytes = Encoding.UTF8.GetBytes(entry.Id, buffer.Slice(1, MostIdBytes));
            buffer[0] = (byte)idBytes;
        }

        BinaryPrimitives.WriteUInt64LittleEndian(buffer[(1 + idBytes)..], entry.Group);
        BinaryPrimitives.WriteInt64LittleEndian(buffer[(9 + idBytes)..], entry.Time);
        return 1 + idBytes + NumberBytes;
    }
}
