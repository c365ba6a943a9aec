using Spiral.Goridge;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Running;

/// <summary>The loop of a worker on an in-memory relay, with a scripted server at the other end.</summary>
public sealed class WorkerLoopTests
{
    private const string Connected = """{"remote_addr":"127.0.0.1:42876","server":"main","uuid":"b993374e-7cf9-4cce-8400-b83bc249e093","event":"CONNECTED"}""";
    private const string Data = """{"remote_addr":"127.0.0.1:42876","server":"main","uuid":"b993374e-7cf9-4cce-8400-b83bc249e093","event":"DATA"}""";

    [Fact]
    public async Task Answer_of_a_handler_that_waited_is_sent_whole()
    {
        await using var rig = await LoopRig.StartAsync(static server => server.Handle(static async context =>
        {
            await Task.Yield();
            return TcpReply.Respond(context.GetText());
        }));

        Assert.Equal("WRITE hello", await rig.AskAsync(Data, "hello"));
        Assert.Equal("CONTINUE ", await rig.AskAsync(Connected));
    }

    [Fact]
    public async Task Handler_that_throws_closes_its_client_and_the_next_event_is_answered()
    {
        await using var rig = await LoopRig.StartAsync(static server => server.Handle(static context =>
            context.GetText() == "boom" ? throw new InvalidOperationException("secret") : TcpReply.Respond("fine")));

        Assert.Equal("WRITECLOSE Something went wrong\r\n", await rig.AskAsync(Data, "boom"));
        Assert.Equal("WRITE fine", await rig.AskAsync(Data, "x"));
    }

    [Fact]
    public async Task Answer_over_the_limit_of_the_relay_becomes_the_error_text()
    {
        await using var rig = await LoopRig.StartAsync(
            static server => server.Handle(static _ => TcpReply.Respond(new byte[4096])), new RelayOptions { MaxPayloadBytes = 2048 });

        Assert.Equal("WRITECLOSE Something went wrong\r\n", await rig.AskAsync(Data, "x"));
    }

    [Fact]
    public async Task Stop_waits_for_the_event_in_flight_and_gives_the_next_one_back()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var rig = await LoopRig.StartAsync(server => server.Handle(async _ =>
        {
            begun.SetResult();
            await go.Task;
            return TcpReply.Respond("late but whole");
        }));
        await rig.Server.SendEventAsync(Data, "x");
        await begun.Task.Within();

        var stopped = rig.Loop.StopAsync(TestLimit.Generous);
        Assert.False(stopped.IsCompleted);
        go.SetResult();

        Assert.Equal("WRITE late but whole", await rig.ReceiveAsync());
        await stopped.Within();
        await rig.Server.SendEventAsync(Data, "y");
        Assert.Equal(GoldenFrames.StopWish, await rig.Server.ReceiveHexAsync());
    }

    [Fact]
    public async Task Stop_does_not_wait_for_a_worker_that_waits()
    {
        await using var rig = await LoopRig.StartAsync(static server => server.Handle(static _ => TcpReply.Read));

        await rig.Loop.StopAsync(TestLimit.Generous).Within();

        await rig.Server.SendEventAsync(Data, "y");
        Assert.Equal(GoldenFrames.StopWish, await rig.Server.ReceiveHexAsync());
    }

    [Fact]
    public async Task Stop_that_takes_too_long_says_so()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var rig = await LoopRig.StartAsync(server => server.Handle(async _ =>
        {
            begun.SetResult();
            await never.Task;
            return TcpReply.Read;
        }));
        await rig.Server.SendEventAsync(Data, "x");
        await begun.Task.Within();

        var stopped = rig.Loop.StopAsync(TimeSpan.FromSeconds(8));
        rig.Time.Advance(TimeSpan.FromSeconds(8));
        await stopped.Within();

        Assert.Contains(rig.Log.Records, static record => record.EventId == 1306);
        never.SetResult();
    }

    [Fact]
    public async Task Stop_command_of_the_server_stops_the_application()
    {
        await using var rig = await LoopRig.StartAsync(static server => server.Handle(static _ => TcpReply.Read));
        var stopping = new TaskCompletionSource();
        using var registration = rig.Application.Lifetime.ApplicationStopping.Register(stopping.SetResult);

        await rig.Server.SendStopAsync();

        await stopping.Task.Within();
    }

    [Fact]
    public async Task Event_that_cannot_be_read_is_refused_and_the_next_is_answered()
    {
        await using var rig = await LoopRig.StartAsync(static server => server.Handle(static _ => TcpReply.Respond("fine")));
        await rig.Server.SendEventAsync("no json");
        Assert.True(RawFrame.Parse((await rig.Server.ReceiveAsync())!).IsError);

        Assert.Equal("WRITE fine", await rig.AskAsync(Data, "x"));
    }

    [Fact]
    public async Task Answer_over_the_limit_of_the_relay_becomes_the_error_text_of_the_application()
    {
        await using var rig = await LoopRig.StartAsync(
            static server => server.Handle(static _ => TcpReply.Respond(new byte[4096])), new RelayOptions { MaxPayloadBytes = 2048 }, "--Tcp:ErrorText=");

        Assert.Equal("CLOSE ", await rig.AskAsync(Data, "x"));
        Assert.Contains(rig.Log.Records, static record => record.EventId == 1316);
    }

    [Fact]
    public async Task Relay_that_is_damaged_while_the_worker_stops_ends_the_loop_only()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var rig = await LoopRig.StartAsync(server => server.Handle(async _ =>
        {
            begun.SetResult();
            await go.Task;
            return TcpReply.Respond("whole");
        }));
        await rig.Server.SendEventAsync(Data, "x");
        await begun.Task.Within();
        var stopped = rig.Loop.StopAsync(TestLimit.Generous);
        await rig.Server.SendAsync(new byte[64]);
        go.SetResult();

        Assert.Equal("WRITE whole", await rig.ReceiveAsync());
        await stopped.Within();
    }
}
