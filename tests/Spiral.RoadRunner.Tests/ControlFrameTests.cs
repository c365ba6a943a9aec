using System.Text.Json;

namespace Spiral.RoadRunner.Tests;

public sealed class ControlFrameTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"stop":false}""")]
    [InlineData("""{"stop":"true"}""")]
    [InlineData("""{"pid":"42"}""")]
    [InlineData("""{"restart":true}""")]
    [InlineData("[1,2]")]
    [InlineData("true")]
    public async Task Undefined_control_message_ends_the_worker(string json)
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendAsync(RawFrame.Control(0x09, json));

        var thrown = await Assert.ThrowsAsync<ControlFrameException>(rig.NextAsync);

        Assert.Equal("Invalid task header, undefined control package: " + json, thrown.Message);
        Assert.Equal(WorkerEnd.RelayDamaged, rig.Worker.End);
        Assert.Null(await rig.NextAsync());
        Assert.Equal("", await rig.WrittenAsync());
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("stop", "stop")]
    [InlineData("""{"pid":""", """{"pid":""")]
    [InlineData("""{"pid":}""", """{"pid":}""")]
    [InlineData("""{"pid":01}""", """{"pid":01}""")]
    [InlineData("""{"pid":1x}""", """{"pid":1x}""")]
    [InlineData("""{"stop":true""", """{"stop":true""")]
    [InlineData("""{"stop":true} x""", """{"stop":true} x""")]
    [InlineData("two\r\nlines\u0007", "two..lines.")]
    public async Task Control_message_that_is_no_json_ends_the_worker(string text, string shown)
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendAsync(RawFrame.Control(0x01, text));

        var thrown = await Assert.ThrowsAsync<ControlFrameException>(rig.NextAsync);

        Assert.Equal("Invalid task header, JSON payload is expected: " + shown, thrown.Message);
        Assert.IsType<JsonException>(thrown.InnerException, exactMatch: false);
        Assert.Equal(WorkerEnd.RelayDamaged, rig.Worker.End);
    }

    [Fact]
    public async Task Control_message_with_half_of_a_surrogate_pair_in_a_name_ends_the_worker()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendAsync(RawFrame.Control(0x09, """{"st\ud800op":true}"""));

        var thrown = await Assert.ThrowsAsync<ControlFrameException>(rig.NextAsync);

        Assert.Equal("""Invalid task header, JSON payload is expected: {"st\ud800op":true}""", thrown.Message);
        Assert.Equal(WorkerEnd.RelayDamaged, rig.Worker.End);
    }

    [Fact]
    public async Task Long_control_message_is_cut_in_the_text_of_the_exception()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendAsync(RawFrame.Control(0x01, new string('x', 121)));

        var thrown = await Assert.ThrowsAsync<ControlFrameException>(rig.NextAsync);

        Assert.Equal("Invalid task header, JSON payload is expected: " + new string('x', 120) + "…", thrown.Message);
    }

    [Fact]
    public async Task Undefined_control_message_is_thrown_out_of_the_asynchronous_wait_as_well()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendAsync(RawFrame.Control(0x09, "{}"));

        var thrown = await Assert.ThrowsAsync<ControlFrameException>(() =>
            rig.Worker.WaitPayloadAsync(TestContext.Current.CancellationToken).Within());

        Assert.Equal("Invalid task header, undefined control package: {}", thrown.Message);
        Assert.Equal(WorkerEnd.RelayDamaged, rig.Worker.End);
    }
}
