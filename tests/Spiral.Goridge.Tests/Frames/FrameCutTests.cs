using System.Buffers;

namespace Spiral.Goridge.Tests.Frames;

/// <summary>Parsers fail at the seams: every frame, cut at every place.</summary>
public sealed class FrameCutTests
{
    public static TheoryData<string> Names => HexVectorTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Frame_in_two_segments_is_decoded_wherever_the_cut_is(string name)
    {
        var bytes = VectorFiles.ReadHex(name);
        var whole = FrameAssert.Decode(bytes);
        for (var at = 0; at <= bytes.Length; at++)
        {
            var buffer = Cut.At(bytes, at);
            Assert.True(FrameDecoder.TryRead(ref buffer, FrameAssert.Limit, out var frame), $"cut at {at}");
            Assert.True(buffer.IsEmpty, $"cut at {at}");
            FrameAssert.Same(whole, frame);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Frame_with_one_byte_per_segment_is_decoded(string name)
    {
        var bytes = VectorFiles.ReadHex(name);
        var buffer = Cut.EveryByte(bytes);
        Assert.True(FrameDecoder.TryRead(ref buffer, FrameAssert.Limit, out var frame));
        Assert.True(buffer.IsEmpty);
        FrameAssert.Same(FrameAssert.Decode(bytes), frame);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_beginning_of_a_frame_asks_for_more_and_is_left_alone(string name)
    {
        var bytes = VectorFiles.ReadHex(name);
        for (var length = 0; length < bytes.Length; length++)
        {
            var beginning = bytes.AsMemory(0, length);
            Assert.False(FrameDecoder.TryRead(beginning, FrameAssert.Limit, out _), $"{length} bytes of memory");

            var buffer = Cut.EveryByte(beginning);
            Assert.False(FrameDecoder.TryRead(ref buffer, FrameAssert.Limit, out _), $"{length} bytes of a sequence");
            Assert.Equal(length, buffer.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Frame_inside_a_larger_buffer_leaves_the_rest(string name)
    {
        var bytes = VectorFiles.ReadHex(name);
        var next = VectorFiles.ReadHex("pong");
        var buffer = new ReadOnlySequence<byte>([.. bytes, .. next]);
        Assert.True(FrameDecoder.TryRead(ref buffer, FrameAssert.Limit, out var frame));
        FrameAssert.Same(FrameAssert.Decode(bytes), frame);
        Assert.Equal(next, buffer.ToArray());
    }
}
