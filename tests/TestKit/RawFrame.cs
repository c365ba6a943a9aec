using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace RoadRunner.TestKit;

/// <summary>A frame made and taken apart without our codec, so that codec and tests cannot agree on the same mistake.</summary>
/// <param name="Flags">Byte 1.</param>
/// <param name="Stream">Byte 10.</param>
/// <param name="Options">The options.</param>
/// <param name="Payload">Everything after the options.</param>
public sealed record RawFrame(byte Flags, byte Stream, IReadOnlyList<uint> Options, ReadOnlyMemory<byte> Payload)
{
    private const int FixedBytes = 12;
    private const int MinWords = 3;
    private const int MaxWords = 13;

    /// <summary>Gets a value indicating whether the CONTROL bit is set.</summary>
    public bool IsControl => (Flags & 0x01) != 0;

    /// <summary>Gets a value indicating whether the ERROR bit is set.</summary>
    public bool IsError => (Flags & 0x40) != 0;

    /// <summary>Gets the payload as text.</summary>
    public string Text => Encoding.UTF8.GetString(Payload.Span);

    /// <summary>Gets the first part of an event or an answer.</summary>
    public ReadOnlyMemory<byte> Context => Payload[..(int)Options[0]];

    /// <summary>Gets the second part of an event or an answer.</summary>
    public ReadOnlyMemory<byte> Body => Payload[(int)Options[0]..];

    /// <summary>Makes a control message.</summary>
    /// <param name="flags">0x09 from a server, 0x01 from a worker.</param>
    /// <param name="json">The message.</param>
    public static RawFrame Control(byte flags, string json) => new(flags, 0, [], Encoding.UTF8.GetBytes(json));

    /// <summary>Makes an event or an answer.</summary>
    /// <param name="context">The first part of the payload.</param>
    /// <param name="body">The second part of the payload.</param>
    public static RawFrame Event(string context, ReadOnlySpan<byte> body = default)
    {
        var start = Encoding.UTF8.GetBytes(context);
        return new RawFrame(0, 0, [(uint)start.Length], (byte[])[.. start, .. body]);
    }

    /// <summary>Reads a whole frame.</summary>
    /// <param name="bytes">Exactly one frame.</param>
    /// <exception cref="FormatException">The bytes are no frame, or more than one.</exception>
    public static RawFrame Parse(ReadOnlyMemory<byte> bytes) => TryParse(bytes, out var frame)
        ? frame
        : throw new FormatException($"{bytes.Length} bytes that are no frame: {Convert.ToHexString(bytes.Span[..Math.Min(bytes.Length, 64)])}");

    /// <summary>Reads a whole frame, if it is one.</summary>
    /// <param name="bytes">Exactly one frame.</param>
    /// <param name="frame">The frame; its payload is not copied.</param>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out RawFrame? frame)
    {
        frame = null;
        var span = bytes.Span;
        if (span.Length < FixedBytes || span[0] >> 4 != 1 || BinaryPrimitives.ReadUInt32LittleEndian(span[6..]) != Crc(span[..6]))
        {
            return false;
        }

        var words = span[0] & 0x0f;
        var payloadBytes = BinaryPrimitives.ReadUInt32LittleEndian(span[2..]);
        if (words is < MinWords or > MaxWords || span.Length != (4 * words) + payloadBytes)
        {
            return false;
        }

        var options = new uint[words - MinWords];
        for (var index = 0; index < options.Length; index++)
        {
            options[index] = BinaryPrimitives.ReadUInt32LittleEndian(span[(FixedBytes + (4 * index))..]);
        }

        frame = new RawFrame(span[1], span[10], options, bytes[(4 * words)..]);
        return true;
    }

    /// <summary>Says how long the frame is that starts with a header.</summary>
    /// <param name="header">The first 12 bytes of a frame.</param>
    public static int LengthOf(ReadOnlySpan<byte> header) =>
        checked((4 * (header[0] & 0x0f)) + (int)BinaryPrimitives.ReadUInt32LittleEndian(header[2..]));

    /// <summary>Returns the bytes on the wire.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[FixedBytes + (4 * Options.Count) + Payload.Length];
        bytes[0] = (byte)(0x10 | (MinWords + Options.Count));
        bytes[1] = Flags;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(2), (uint)Payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(6), Crc(bytes.AsSpan(0, 6)));
        bytes[10] = Stream;
        for (var index = 0; index < Options.Count; index++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(FixedBytes + (4 * index)), Options[index]);
        }

        Payload.Span.CopyTo(bytes.AsSpan(FixedBytes + (4 * Options.Count)));
        return bytes;
    }

    // Bit by bit, as the definition reads.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
