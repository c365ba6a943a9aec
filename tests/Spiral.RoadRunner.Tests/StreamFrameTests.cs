namespace Spiral.RoadRunner.Tests;

public sealed class StreamFrameTests
{
    [Theory]
    [InlineData(GoldenFrames.Ping)]
    [InlineData(GoldenFrames.Pong)]
    [InlineData(GoldenFrames.StreamStop)]
    public async Task Stream_frame_is_swallowed(string frame)
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendAsync(frame + frame);
        await rig.Server.SendEventAsync("x", "after it");

        Assert.Equal("after it", await rig.NextBodyAsync());
        Assert.Equal("", await rig.WrittenAsync());
    }

    [Theory]
    [InlineData(GoldenFrames.Ping)]
    [InlineData(GoldenFrames.Pong)]
    [InlineData(GoldenFrames.StreamStop)]
    public async Task Stream_frame_is_no_payload_for_those_who_only_look(string frame)
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendAsync(frame);

        Assert.False(rig.Worker.HasPayload());
    }

    [Fact]
    public async Task Control_bit_counts_more_than_stream_bits()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendAsync(new RawFrame(0x09, 0x02, [], """{"stop":true}"""u8.ToArray()));

        Assert.Null(await rig.NextAsync());
        Assert.Equal(WorkerEnd.Stopped, rig.Worker.End);
    }
}
