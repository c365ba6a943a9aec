using System.Buffers;
using System.Buffers.Binary;

namespace Spiral.Goridge;

/// <summary>Frames in, bytes out; no I/O and no state. Any thread may use it.</summary>
public static class FrameEncoder
{
    /// <summary>Writes one whole frame.</summary>
    /// <param name="writer">Receives header, options and payload, as one piece of memory.</param>
    /// <param name="flags">What the payload is.</param>
    /// <param name="options">0 to <see cref="FrameHeader.MaxOptions"/> options.</param>
    /// <param name="payload">The payload; copied.</param>
    /// <param name="stream">Stream bits; none for everything a TCP worker sends.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more than <see cref="FrameHeader.MaxOptions"/> options.</exception>
    public static void Write(
        IBufferWriter<byte> writer,
        FrameFlags flags,
        ReadOnlySpan<uint> options,
        ReadOnlySpan<byte> payload,
        StreamFlags stream = StreamFlags.None)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var header = new FrameHeader(flags, stream, options.Length, (uint)payload.Length);
        var total = checked((int)header.TotalBytes);
        var destination = writer.GetSpan(total);
        WriteHeader(destination, header, options);
        payload.CopyTo(destination[header.HeaderBytes..]);
        writer.Advance(total);
    }

    /// <summary>Writes header and options, for a payload that is written separately.</summary>
    /// <param name="destination">At least <see cref="FrameHeader.HeaderBytes"/> of <paramref name="header"/>.</param>
    /// <param name="header">The fixed part of the frame.</param>
    /// <param name="options">As many options as <paramref name="header"/> says.</param>
    /// <exception cref="ArgumentException">The options do not match the header, or <paramref name="destination"/> is too short.</exception>
    public static void WriteHeader(Span<byte> destination, FrameHeader header, ReadOnlySpan<uint> options)
    {
        if (options.Length != header.OptionCount)
        {
            throw new ArgumentException($"The header announces {header.OptionCount} options, {options.Length} were given.", nameof(options));
        }

        if (destination.Length < header.HeaderBytes)
        {
            throw new ArgumentException($"The header has {header.HeaderBytes} bytes, there is room for {destination.Length}.", nameof(destination));
        }

        header.WriteTo(destination);
        for (var index = 0; index < options.Length; index++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(destination[(FrameHeader.MinBytes + (4 * index))..], options[index]);
        }
    }
}
