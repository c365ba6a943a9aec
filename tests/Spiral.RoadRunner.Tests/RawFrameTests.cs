namespace Spiral.RoadRunner.Tests;

/// <summary>What the other tests trust has to agree with bytes that neither it nor our codec made.</summary>
public sealed class RawFrameTests
{
    public static TheoryData<string> Vectors => [.. FrameVector.All.Where(vector => vector.IsValid && vector.Version == 1 && vector.Byte11 == 0).Select(vector => vector.Name)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Raw_frame_is_the_recorded_one(string name)
    {
        var vector = FrameVector.Get(name);

        var frame = RawFrame.Parse(vector.Bytes);

        Assert.Equal((vector.Flags, vector.Byte10), (frame.Flags, frame.Stream));
        Assert.Equal(vector.Options, frame.Options);
        Assert.True(frame.Payload.Span.SequenceEqual(vector.Payload.Span));
        Assert.True(frame.ToBytes().AsSpan().SequenceEqual(vector.Bytes.Span));
    }

    [Fact]
    public void Raw_frame_of_an_answer_has_the_golden_bytes()
    {
        Assert.Equal(GoldenFrames.WriteCloseBye, Convert.ToHexStringLower(RawFrame.Event("WRITECLOSE", "bye\r\n"u8).ToBytes()));
        Assert.Equal(GoldenFrames.StopCommand, Convert.ToHexStringLower(RawFrame.Control(0x09, """{"stop":true}""").ToBytes()));
        Assert.Equal(GoldenFrames.ErrorBoom, Convert.ToHexStringLower(new RawFrame(0x40, 0, [], "boom"u8.ToArray()).ToBytes()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("48656c6c6f2c20776f726c6421")]
    [InlineData(GoldenFrames.Continue + "00")]
    [InlineData("140008000000c1c931ed000008000000434f4e54494e5545")]
    public void Bytes_that_are_no_frame_are_refused(string hex) =>
        Assert.False(RawFrame.TryParse(Convert.FromHexString(hex), out _));
}
