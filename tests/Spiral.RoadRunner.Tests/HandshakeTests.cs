namespace Spiral.RoadRunner.Tests;

public sealed class HandshakeTests
{
    [Theory]
    [InlineData(RelayTransport.InMemory)]
    [InlineData(RelayTransport.Pipes)]
    [InlineData(RelayTransport.UnixSocket)]
    [InlineData(RelayTransport.Tcp)]
    public async Task Pid_request_is_answered_before_any_payload(RelayTransport transport)
    {
        await using var rig = new WorkerRig(transport);
        var next = rig.NextAsync();

        await rig.Server.SendPidRequestAsync();

        Assert.Equal(GoldenFrames.Pid42, await rig.Server.ReceiveHexAsync());
        Assert.False(next.IsCompleted);
        await rig.Server.SendStopAsync();
        Assert.Null(await next);
    }

    [Fact]
    public async Task Pid_request_is_answered_any_number_of_times()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendAsync(GoldenFrames.PidRequest + GoldenFrames.PidRequest + GoldenFrames.PidRequest + GoldenFrames.StopCommand);

        Assert.Null(await rig.NextAsync());

        Assert.Equal(GoldenFrames.Pid42 + GoldenFrames.Pid42 + GoldenFrames.Pid42, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Pid_request_between_two_payloads_is_not_shown()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendEventAsync("x", "one");
        await rig.Server.SendPidRequestAsync();
        await rig.Server.SendEventAsync("x", "two");

        Assert.Equal("one", await rig.NextBodyAsync());
        rig.Worker.Respond("CLOSE"u8, []);
        Assert.Equal("two", await rig.NextBodyAsync());
        rig.Worker.Respond("CONTINUE"u8, []);

        Assert.Equal(GoldenFrames.Close + GoldenFrames.Pid42 + GoldenFrames.Continue, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Pid_request_during_an_owed_answer_waits_for_the_answer()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendEventAsync("x", "one");
        Assert.Equal("one", await rig.NextBodyAsync());

        await rig.Server.SendPidRequestAsync();
        await rig.Server.SendStopAsync();
        rig.Worker.Respond("CONTINUE"u8, []);
        Assert.Null(await rig.NextAsync());

        Assert.Equal(GoldenFrames.Continue + GoldenFrames.Pid42, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Pid_is_the_one_of_the_process_by_default()
    {
        await using var server = ScriptedServer.Open();
        using var worker = new Worker(server.Relay, new RecordingLogger());

        await server.SendPidRequestAsync();
        Assert.False(worker.HasPayload());

        Assert.Equal(Environment.ProcessId, worker.ProcessId);
        Assert.Equal($$"""{"pid":{{Environment.ProcessId}}}""", RawFrame.Parse(await server.ReceiveAsync()).Text);
    }

    [Fact]
    public async Task Pid_request_without_the_json_flag_is_answered()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendAsync(RawFrame.Control(0x01, """{ "pid" : 1 }"""));

        Assert.False(rig.Worker.HasPayload());

        Assert.Equal(GoldenFrames.Pid42, await rig.WrittenAsync());
    }
}
