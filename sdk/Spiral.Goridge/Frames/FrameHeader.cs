using System.Buffers.Binary;

namespace Spiral.Goridge;

/// <summary>The fixed part of a frame, 12 bytes: version, header length, flags, payload length, checksum, stream bits.</summary>
/// <remarks>An immutable value; a parsed header has passed every rule that can be checked without the payload and its limit.</remarks>
public readonly struct FrameHeader
{
    /// <summary>The protocol version that both ends write.</summary>
    public const int Version = 1;

    /// <summary>Bytes of a header without options.</summary>
    public const int MinBytes = MinWords * 4;

    /// <summary>Bytes of a header with <see cref="MaxOptions"/> options.</summary>
    public const int MaxBytes = MaxWords * 4;

    /// <summary>The most options a frame can carry.</summary>
    public const int MaxOptions = MaxWords - MinWords;

    internal const int MinWords = 3;
    internal const int MaxWords = 13;

    private const int ChecksumOffset = 6;
    private const int StreamOffset = 10;

    private readonly byte _words;

    /// <summary>Describes a frame that is going to be written.</summary>
    /// <param name="flags">What the payload is.</param>
    /// <param name="stream">Stream bits; none for everything a TCP worker sends.</param>
    /// <param name="optionCount">Number of options, 0 to <see cref="MaxOptions"/>.</param>
    /// <param name="payloadBytes">Length of the payload in bytes, options not included.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="optionCount"/> is negative or above <see cref="MaxOptions"/>.</exception>
    public FrameHeader(FrameFlags flags, StreamFlags stream, int optionCount, uint payloadBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(optionCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(optionCount, MaxOptions);
        _words = (byte)(MinWords + optionCount);
        Flags = flags;
        Stream = stream;
        PayloadBytes = payloadBytes;
    }

    /// <summary>Gets what the payload is.</summary>
    public FrameFlags Flags { get; }

    /// <summary>Gets the stream bits.</summary>
    public StreamFlags Stream { get; }

    /// <summary>Gets the length of the payload in bytes, header and options not included.</summary>
    public uint PayloadBytes { get; }

    /// <summary>Gets the number of options, 0 to <see cref="MaxOptions"/>.</summary>
    public int OptionCount => _words - MinWords;

    /// <summary>Gets the length of the header with its options, in bytes.</summary>
    public int HeaderBytes => _words * 4;

    /// <summary>Gets the length of the whole frame in bytes.</summary>
    public long TotalBytes => HeaderBytes + (long)PayloadBytes;

    /// <summary>Reads a header from its first 12 bytes.</summary>
    /// <param name="bytes">The bytes of a frame from its start, at least <see cref="MinBytes"/>.</param>
    /// <returns>The header; the options and the payload are not looked at.</returns>
    /// <exception cref="FrameFormatException">Version, header length or checksum are wrong, checked in this order.</exception>
    /// <exception cref="ArgumentException">Fewer than <see cref="MinBytes"/> bytes were given.</exception>
    public static FrameHeader Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < MinBytes)
        {
            throw new ArgumentException($"A frame header has {MinBytes} bytes, {bytes.Length} were given.", nameof(bytes));
        }

        ThrowIfNoFrameStart(bytes);
        var found = BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumOffset..]);
        var expected = Crc32.Compute(bytes[..ChecksumOffset]);
        if (found != expected)
        {
            throw FrameFormatException.ChecksumMismatch(found, expected, bytes);
        }

        var words = bytes[0] & 0x0f;
        return new FrameHeader((FrameFlags)bytes[1], (StreamFlags)bytes[StreamOffset], words - MinWords, BinaryPrimitives.ReadUInt32LittleEndian(bytes[2..]));
    }

    /// <summary>Writes the 12 bytes of the header, checksum included; options and payload follow them on the wire.</summary>
    /// <param name="destination">At least <see cref="MinBytes"/> bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public void WriteTo(Span<byte> destination)
    {
        if (destination.Length < MinBytes)
        {
            throw new ArgumentException($"A frame header has {MinBytes} bytes, there is room for {destination.Length}.", nameof(destination));
        }

        destination[0] = (byte)((Version << 4) | _words);
        destination[1] = (byte)Flags;
        BinaryPrimitives.WriteUInt32LittleEndian(destination[2..], PayloadBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[ChecksumOffset..], Crc32.Compute(destination[..ChecksumOffset]));
        destination[StreamOffset] = (byte)Stream;
        destination[StreamOffset + 1] = 0;
    }

    /// <summary>Refuses bytes whose first one already shows that they are no frame, so that five bytes of stray text fail at once.</summary>
    internal static void ThrowIfNoFrameStart(ReadOnlySpan<byte> bytes)
    {
        var version = bytes[0] >> 4;
        if (version != Version)
        {
            throw FrameFormatException.UnsupportedVersion(version, bytes);
        }

        var words = bytes[0] & 0x0f;
        if (words < MinWords)
        {
            throw FrameFormatException.HeaderTooShort(words, bytes);
        }

        if (words > MaxWords)
        {
            throw FrameFormatException.HeaderTooLong(words, bytes);
        }
    }
}
