using System.Buffers;

namespace Spiral.Goridge;

/// <summary>Bytes in, frames out; no I/O and no state. Any thread may use it.</summary>
/// <remarks>
/// For any input there are three outcomes: a frame, "come back with more bytes", or <see cref="FrameFormatException"/>.
/// What shows in the first byte (version, header length) is refused with the first byte; nothing is allocated before the
/// announced length has passed the limit.
/// </remarks>
public static class FrameDecoder
{
    /// <summary>Takes one frame off the front of a sequence.</summary>
    /// <param name="buffer">The received bytes; moved behind the frame when there is one, untouched otherwise.</param>
    /// <param name="maxPayloadBytes">The largest payload accepted, in bytes.</param>
    /// <param name="frame">The frame, with a copy of its bytes.</param>
    /// <returns><see langword="false"/> when the frame is not complete yet.</returns>
    /// <exception cref="FrameFormatException">The bytes are no frame, or its payload is over the limit.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, int maxPayloadBytes, out Frame frame)
    {
        frame = default;
        if (buffer.IsEmpty)
        {
            return false;
        }

        Span<byte> start = stackalloc byte[FrameHeader.MinBytes];
        start = start[..(int)Math.Min(buffer.Length, FrameHeader.MinBytes)];
        buffer.Slice(0, start.Length).CopyTo(start);
        if (!TryReadHeader(start, maxPayloadBytes, out var header) || buffer.Length < header.TotalBytes)
        {
            return false;
        }

        frame = Frame.CopyFrom(header, buffer.Slice(0, header.TotalBytes));
        buffer = buffer.Slice(header.TotalBytes);
        return true;
    }

    /// <summary>Reads the frame at the front of some memory, without copying it.</summary>
    /// <param name="buffer">The received bytes. The frame borrows them: it is valid as long as they are left alone.</param>
    /// <param name="maxPayloadBytes">The largest payload accepted, in bytes.</param>
    /// <param name="frame">The frame; its length on the wire is <see cref="FrameHeader.TotalBytes"/> of its header.</param>
    /// <returns><see langword="false"/> when the frame is not complete yet.</returns>
    /// <exception cref="FrameFormatException">The bytes are no frame, or its payload is over the limit.</exception>
    public static bool TryRead(ReadOnlyMemory<byte> buffer, int maxPayloadBytes, out Frame frame)
    {
        frame = default;
        if (buffer.IsEmpty || !TryReadHeader(buffer.Span, maxPayloadBytes, out var header) || buffer.Length < header.TotalBytes)
        {
            return false;
        }

        frame = new Frame(header, buffer[..(int)header.TotalBytes]);
        return true;
    }

    private static bool TryReadHeader(ReadOnlySpan<byte> bytes, int maxPayloadBytes, out FrameHeader header)
    {
        if (bytes.Length < FrameHeader.MinBytes)
        {
            FrameHeader.ThrowIfNoFrameStart(bytes);
            header = default;
            return false;
        }

        header = FrameHeader.Parse(bytes);
        if (header.PayloadBytes > (uint)maxPayloadBytes)
        {
            throw FrameFormatException.PayloadTooLarge(header.PayloadBytes, maxPayloadBytes, bytes);
        }

        return true;
    }
}
