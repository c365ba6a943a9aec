using System.Buffers;
using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Writes and reads <see cref="SessionRecord"/>: a version byte, then numbers as varints and bytes behind their length.</summary>
internal static class SessionCodec
{
    private const byte Version = 1;

    public static void Write(SessionRecord record, IBufferWriter<byte> output)
    {
        WriteByte(output, Version);
        WriteNumber(output, record.Revision);
        WriteNumber(output, record.RenewedAt);
        WriteText(output, record.Framing);
        WriteByte(output, record.Carry.IsDiscarding ? (byte)1 : (byte)0);
        WriteNumber(output, record.Carry.DiscardedBytes);
        WriteSpool(output, record.Leftover);
        WriteNumber(output, record.Items.Count);
        foreach (var (key, value) in record.Items)
        {
            WriteText(output, key);
            WriteBytes(output, value);
        }

        WriteNumber(output, record.Spools.Count);
        foreach (var spool in record.Spools.Values)
        {
            WriteText(output, spool.Name);
            WriteSpool(output, spool);
        }
    }

    /// <summary>Reads a record.</summary>
    /// <exception cref="FormatException">The bytes are none, or of a later version of this library.</exception>
    public static SessionRecord Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new SessionReader(bytes);
        var version = reader.ReadByte();
        if (version != Version)
        {
            throw new FormatException($"it has format version {version}, this worker knows {Version}");
        }

        var record = new SessionRecord
        {
            Revision = reader.ReadNumber(),
            RenewedAt = reader.ReadNumber(),
            Framing = reader.ReadText(),
            Carry = new MessageCarry(reader.ReadByte() != 0, reader.ReadNumber()),
            Leftover = reader.ReadSpool(""),
        };
        for (var items = reader.ReadNumber(); items > 0; items--)
        {
            var key = reader.ReadText();
            record.Items[key] = reader.ReadBytes().ToArray();
        }

        for (var spools = reader.ReadNumber(); spools > 0; spools--)
        {
            var name = reader.ReadText();
            record.Spools[name] = reader.ReadSpool(name);
        }

        return record;
    }

    /// <summary>Reads the revision only.</summary>
    /// <exception cref="FormatException">The bytes are no record.</exception>
    public static long ReadRevision(ReadOnlySpan<byte> bytes)
    {
        var reader = new SessionReader(bytes);
        _ = reader.ReadByte();
        return reader.ReadNumber();
    }

    private static void WriteSpool(IBufferWriter<byte> output, SpoolState spool)
    {
        WriteNumber(output, spool.Generation);
        WriteNumber(output, spool.Pieces);
        WriteNumber(output, spool.StoredBytes);
        WriteBytes(output, spool.Head);
        WriteBytes(output, spool.StoredTail);
        WriteBytes(output, spool.Tail.Span);
    }

    private static void WriteText(IBufferWriter<byte> output, string text)
    {
        WriteNumber(output, Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, output);
    }

    private static void WriteBytes(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        WriteNumber(output, bytes.Length);
        output.Write(bytes);
    }

    private static void WriteByte(IBufferWriter<byte> output, byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    private static void WriteNumber(IBufferWriter<byte> output, long value)
    {
        var left = (ulong)value;
        var span = output.GetSpan(SessionReader.MaxNumberBytes);
        var length = 0;
        while (left >= SessionReader.MoreFollows)
        {
            span[length++] = (byte)(left | SessionReader.MoreFollows);
            left >>= SessionReader.BitsPerByte;
        }

        span[length++] = (byte)left;
        output.Advance(length);
    }
}
