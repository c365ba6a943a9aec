using System.Buffers;

namespace Spiral.Goridge.Tests.Frames;

/// <summary>Comparing frames with what they should be.</summary>
internal static class FrameAssert
{
    public const int Limit = 1024 * 1024;

    public static uint[] Options(Frame frame) => [.. Enumerable.Range(0, frame.OptionCount).Select(frame.GetOption)];

    public static byte[] Encode(FrameFlags flags, ReadOnlySpan<uint> options, ReadOnlySpan<byte> payload, StreamFlags stream = StreamFlags.None)
    {
        var writer = new ArrayBufferWriter<byte>();
        FrameEncoder.Write(writer, flags, options, payload, stream);
        return writer.WrittenSpan.ToArray();
    }

    /// <summary>Reads one frame with both overloads; they have to agree, and to leave nothing behind.</summary>
    public static Frame Decode(ReadOnlyMemory<byte> bytes, int limit = Limit)
    {
        Assert.True(FrameDecoder.TryRead(bytes, limit, out var borrowed));
        Assert.Equal(bytes.Length, borrowed.Header.TotalBytes);

        var sequence = new ReadOnlySequence<byte>(bytes);
        Assert.True(FrameDecoder.TryRead(ref sequence, limit, out var copied));
        Assert.True(sequence.IsEmpty);
        Same(borrowed, copied);
        return copied;
    }

    /// <summary>Both overloads have to refuse the bytes for the same reason.</summary>
    public static FrameFormatException Refused(ReadOnlyMemory<byte> bytes, int limit = Limit)
    {
        var sequence = new ReadOnlySequence<byte>(bytes);
        var fromSequence = Assert.Throws<FrameFormatException>(() => FrameDecoder.TryRead(ref sequence, limit, out _));
        var fromMemory = Assert.Throws<FrameFormatException>(() => FrameDecoder.TryRead(bytes, limit, out _));
        Assert.Equal(fromMemory.Error, fromSequence.Error);
        Assert.Equal(bytes.Length, sequence.Length);
        return fromMemory;
    }

    public static void Same(Frame expected, Frame actual)
    {
        Assert.Equal(expected.Flags, actual.Flags);
        Assert.Equal(expected.Stream, actual.Stream);
        Assert.Equal(Options(expected), Options(actual));
        Assert.True(expected.Payload.Span.SequenceEqual(actual.Payload.Span), "the payloads differ");
    }
}
