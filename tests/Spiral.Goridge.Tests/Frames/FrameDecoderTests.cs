using System.Buffers;

namespace Spiral.Goridge.Tests.Frames;

public sealed class FrameDecoderTests
{
    // The exception with its message; a buffer for what the header announces would be far above.
    private const long SmallAllocation = 16 * 1024;

    [Fact]
    public void Nothing_asks_for_more()
    {
        var empty = ReadOnlySequence<byte>.Empty;
        Assert.False(FrameDecoder.TryRead(ref empty, FrameAssert.Limit, out _));
        Assert.False(FrameDecoder.TryRead(ReadOnlyMemory<byte>.Empty, FrameAssert.Limit, out _));
    }

    [Fact]
    public void Payload_of_exactly_the_limit_is_accepted()
    {
        var bytes = FrameAssert.Encode(FrameFlags.None, [0], new byte[1024]);
        Assert.Equal(1024, FrameAssert.Decode(bytes, limit: 1024).Payload.Length);
        Assert.Equal(FrameError.PayloadTooLarge, FrameAssert.Refused(bytes, limit: 1023).Error);
    }

    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData((uint)int.MaxValue + 1)]
    [InlineData((uint)RelayDefaults.MaxPayloadBytes + 1)]
    public void Header_that_announces_too_much_is_refused_without_memory_for_it(uint payloadBytes)
    {
        var bytes = new byte[FrameHeader.MinBytes];
        new FrameHeader(FrameFlags.None, StreamFlags.None, optionCount: 0, payloadBytes).WriteTo(bytes);

        // The first exception of a process costs more than the others.
        FrameAssert.Refused(bytes, RelayDefaults.MaxPayloadBytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = FrameAssert.Refused(bytes, RelayDefaults.MaxPayloadBytes).Error;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(FrameError.PayloadTooLarge, error);
        Assert.InRange(allocated, 0, SmallAllocation);
    }

    [Fact]
    public void Waiting_for_an_announced_payload_takes_no_memory()
    {
        var bytes = new byte[FrameHeader.MinBytes];
        new FrameHeader(FrameFlags.None, StreamFlags.None, optionCount: 0, 64 * 1024 * 1024).WriteTo(bytes);
        var buffer = new ReadOnlySequence<byte>(bytes);
        Assert.False(FrameDecoder.TryRead(ref buffer, RelayDefaults.MaxPayloadBytes, out _));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var isFrame = FrameDecoder.TryRead(ref buffer, RelayDefaults.MaxPayloadBytes, out _)
            || FrameDecoder.TryRead(bytes, RelayDefaults.MaxPayloadBytes, out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.False(isFrame);
    }

    [Fact]
    public void Frame_from_memory_borrows_it_and_frame_from_a_sequence_is_a_copy()
    {
        var bytes = VectorFiles.ReadHex("answer-error");
        var buffer = new ReadOnlySequence<byte>(bytes);
        Assert.True(FrameDecoder.TryRead(ref buffer, FrameAssert.Limit, out var copied));
        Assert.True(FrameDecoder.TryRead(bytes, FrameAssert.Limit, out var borrowed));
        bytes[^1] = (byte)'k';
        Assert.Equal("boom"u8, copied.Payload.Span);
        Assert.Equal("book"u8, borrowed.Payload.Span);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(16 * 1024 * 1024)]
    public void Payload_comes_back_with_any_number_of_options(int payloadBytes)
    {
        var payload = new byte[payloadBytes];
        new Random(payloadBytes).NextBytes(payload);
        foreach (var options in (uint[][])[[], [7], [7, uint.MaxValue], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]])
        {
            var frame = FrameAssert.Decode(FrameAssert.Encode(FrameFlags.Raw, options, payload), limit: int.MaxValue);
            Assert.Equal(options, FrameAssert.Options(frame));
            Assert.True(payload.AsSpan().SequenceEqual(frame.Payload.Span));
        }
    }
}
