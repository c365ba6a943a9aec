namespace Spiral.RoadRunner.Tests;

public sealed class StopTests
{
    [Theory]
    [InlineData(RelayTransport.InMemory)]
    [InlineData(RelayTransport.Pipes)]
    [InlineData(RelayTransport.UnixSocket)]
    [InlineData(RelayTransport.Tcp)]
    public async Task Stop_command_ends_the_waiting_with_null(RelayTransport transport)
    {
        await using var rig = new WorkerRig(transport);
        var next = rig.NextAsync();

        await rig.Server.SendStopAsync();

        Assert.Null(await next);
        Assert.Equal(WorkerEnd.Stopped, rig.Worker.End);
        Assert.Empty(rig.Log.Records);
        Assert.Equal("", await rig.WrittenAsync());
    }

    [Fact]
    public async Task End_is_none_while_the_worker_runs()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendEventAsync("x");
        await rig.NextAsync();

        Assert.Equal(WorkerEnd.None, rig.Worker.End);
    }

    [Fact]
    public async Task Stop_command_during_an_owed_answer_lets_the_answer_out()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendEventAsync("x", "last");
        await rig.Server.SendStopAsync();

        Assert.Equal("last", await rig.NextBodyAsync());
        rig.Worker.Respond("CONTINUE"u8, []);
        Assert.Null(await rig.NextAsync());

        Assert.Equal(WorkerEnd.Stopped, rig.Worker.End);
        Assert.Equal(GoldenFrames.Continue, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Frames_after_the_stop_command_are_left_alone()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendStopAsync();
        await rig.Server.SendPidRequestAsync();
        await rig.Server.SendEventAsync("x", "late");

        Assert.Null(await rig.NextAsync());
        Assert.Null(await rig.NextAsync());
        Assert.Null(await rig.Worker.WaitPayloadAsync(TestContext.Current.CancellationToken).Within());

        Assert.Equal("", await rig.WrittenAsync());
    }

    [Fact]
    public async Task Nothing_is_sent_after_the_stop_command()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendStopAsync();
        Assert.Null(await rig.NextAsync());

        var respond = Assert.Throws<InvalidOperationException>(() => rig.Worker.Respond("CLOSE"u8, []));
        var error = Assert.Throws<InvalidOperationException>(() => rig.Worker.Error("boom"));
        var stop = Assert.Throws<InvalidOperationException>(rig.Worker.Stop);

        Assert.All([respond, error, stop], thrown =>
            Assert.Equal("The worker has been stopped; nothing is sent after the stop command.", thrown.Message));
        Assert.Equal("", await rig.WrittenAsync());
    }

    [Fact]
    public async Task Stop_of_the_worker_asks_to_be_replaced_and_the_loop_goes_on_until_the_stop_command()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendEventAsync("x", "one too many");
        Assert.Equal("one too many", await rig.NextBodyAsync());

        rig.Worker.Stop();

        Assert.Equal(GoldenFrames.StopWish, await rig.Server.ReceiveHexAsync());
        Assert.Equal(WorkerEnd.None, rig.Worker.End);
        var next = rig.NextAsync();
        await rig.Server.SendStopAsync();
        Assert.Null(await next);
        Assert.Equal(WorkerEnd.Stopped, rig.Worker.End);
        Assert.Equal(GoldenFrames.StopWish, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Worker_can_be_disposed_twice()
    {
        await using var rig = new WorkerRig();

        rig.Worker.Dispose();
        rig.Worker.Dispose();

        Assert.Equal("", await rig.WrittenAsync());
    }
}
