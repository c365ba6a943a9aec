namespace Spiral.Goridge.Tests.Frames;

public sealed class FrameTests
{
    [Fact]
    public void Payload_is_split_into_context_and_body()
    {
        FrameAssert.Decode(VectorFiles.ReadHex("answer-writeclose")).SplitPayload(out var context, out var body);
        Assert.Equal("WRITECLOSE"u8, context.Span);
        Assert.Equal("bye\r\n"u8, body.Span);
    }

    [Fact]
    public void Payload_without_a_body_is_split_into_context_and_nothing()
    {
        FrameAssert.Decode(VectorFiles.ReadHex("answer-continue")).SplitPayload(out var context, out var body);
        Assert.Equal("CONTINUE"u8, context.Span);
        Assert.True(body.IsEmpty);
    }

    [Fact]
    public void Empty_payload_is_split_into_nothing_and_nothing()
    {
        FrameAssert.Decode(VectorFiles.ReadHex("answer-empty")).SplitPayload(out var context, out var body);
        Assert.True(context.IsEmpty);
        Assert.True(body.IsEmpty);
    }

    [Fact]
    public void Payload_of_an_rpc_frame_is_not_split_as_an_answer()
    {
        var frame = FrameAssert.Decode(VectorFiles.ReadHex("rpc-request"));
        Assert.Equal(FrameError.WrongOptionCount, Assert.Throws<FrameFormatException>(() => frame.SplitPayload(out _, out _)).Error);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Option_that_the_frame_does_not_have_is_refused(int index)
    {
        var frame = FrameAssert.Decode(VectorFiles.ReadHex("rpc-request"));
        Assert.Equal(2, frame.OptionCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => frame.GetOption(index));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(11)]
    public void Header_with_an_impossible_number_of_options_is_refused(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameHeader(FrameFlags.None, StreamFlags.None, count, payloadBytes: 0));
}
