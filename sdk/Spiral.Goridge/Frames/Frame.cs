using System.Buffers;
using System.Buffers.Binary;

namespace Spiral.Goridge;

/// <summary>One frame: header, options and payload.</summary>
/// <remarks>
/// A frame is a view of its bytes. Who owns them is said where the frame comes from: <see cref="FrameDecoder"/> copies from a
/// sequence and borrows from memory; a frame of <see cref="Relay.TryReceive"/> is borrowed until the next receive.
/// </remarks>
public readonly struct Frame
{
    private readonly ReadOnlyMemory<byte> _bytes;

    internal Frame(FrameHeader header, ReadOnlyMemory<byte> bytes)
    {
        Header = header;
        _bytes = bytes;
    }

    /// <summary>Gets the fixed part of the frame.</summary>
    public FrameHeader Header { get; }

    /// <summary>Gets what the payload is.</summary>
    public FrameFlags Flags => Header.Flags;

    /// <summary>Gets the stream bits.</summary>
    public StreamFlags Stream => Header.Stream;

    /// <summary>Gets the payload: for an event or an answer the context followed by the body, for RPC the method name followed by the body.</summary>
    public ReadOnlyMemory<byte> Payload => _bytes[Header.HeaderBytes..];

    /// <summary>Gets the number of options, 0 to <see cref="FrameHeader.MaxOptions"/>.</summary>
    public int OptionCount => Header.OptionCount;

    /// <summary>Reads one option.</summary>
    /// <param name="index">0 for the first one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative, or not below <see cref="OptionCount"/>.</exception>
    public uint GetOption(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, OptionCount);
        return BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Span[(FrameHeader.MinBytes + (4 * index))..]);
    }

    /// <summary>Splits the payload of an event or an answer at its only option, the length of the context.</summary>
    /// <param name="context">The first part, borrowed like the frame itself.</param>
    /// <param name="body">The rest, borrowed like the frame itself.</param>
    /// <exception cref="FrameFormatException">
    /// The frame has not exactly one option (<see cref="FrameError.WrongOptionCount"/>), or the option is larger than the payload
    /// (<see cref="FrameError.OptionBeyondPayload"/>).
    /// </exception>
    public void SplitPayload(out ReadOnlyMemory<byte> context, out ReadOnlyMemory<byte> body)
    {
        if (OptionCount != 1)
        {
            throw FrameFormatException.WrongOptionCount(OptionCount, expected: 1, _bytes.Span);
        }

        var contextBytes = GetOption(0);
        if (contextBytes > Header.PayloadBytes)
        {
            throw FrameFormatException.OptionBeyondPayload("0 (length of the context)", contextBytes, Header.PayloadBytes, _bytes.Span);
        }

        var payload = Payload;
        context = payload[..(int)contextBytes];
        body = payload[(int)contextBytes..];
    }

    internal ReadOnlyMemory<byte> Bytes => _bytes;

    internal static Frame CopyFrom(FrameHeader header, in ReadOnlySequence<byte> bytes) => new(header, bytes.ToArray());
}
