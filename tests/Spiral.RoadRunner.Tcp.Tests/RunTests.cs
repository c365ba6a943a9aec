using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Tests;

public sealed class RunTests
{
    [Theory]
    [InlineData(LoopKind.Run)]
    [InlineData(LoopKind.RunAsync)]
    public async Task Loop_hands_out_events_until_the_stop_command(LoopKind kind)
    {
        var seen = new List<string>();
        await using var rig = new TcpRig();
        var loop = Start(rig, kind, request =>
        {
            seen.Add($"{request.Event} {request.GetText()}");
            rig.Tcp.Respond("hello\r\n");
        });

        await rig.Server.SendPidRequestAsync();
        await rig.Server.SendEventAsync(Contexts.Connected);
        await rig.Server.SendEventAsync(Contexts.Data, "one");
        await rig.Server.SendStopAsync();
        await loop.Within();

        Assert.Equal(["Connected ", "Data one"], seen);
        Assert.Equal(WorkerEnd.Stopped, rig.Tcp.Worker.End);
        Assert.Equal(GoldenFrames.Pid42 + GoldenFrames.WriteHello + GoldenFrames.WriteHello, await rig.WrittenAsync());
    }

    [Theory]
    [InlineData(LoopKind.Run)]
    [InlineData(LoopKind.RunAsync)]
    public async Task Handler_that_throws_before_answering_closes_its_client(LoopKind kind)
    {
        await using var rig = new TcpRig();
        var loop = Start(rig, kind, request =>
        {
            if (request.GetText() == "bad")
            {
                throw new InvalidOperationException("password=hunter2");
            }

            rig.Tcp.Respond("hello\r\n");
        });

        await rig.Server.SendEventAsync(Contexts.Data, "bad");
        await rig.Server.SendEventAsync(Contexts.Data, "good");
        await rig.Server.SendStopAsync();
        await loop.Within();

        Assert.Equal(1101, Assert.Single(rig.Log.Records).EventId);
        Assert.Equal(GoldenFrames.WriteCloseSomethingWentWrong + GoldenFrames.WriteHello, await rig.WrittenAsync());
    }

    [Theory]
    [InlineData(LoopKind.Run)]
    [InlineData(LoopKind.RunAsync)]
    public async Task Handler_that_throws_after_answering_keeps_its_answer(LoopKind kind)
    {
        await using var rig = new TcpRig();
        var loop = Start(rig, kind, _ =>
        {
            rig.Tcp.Respond("hello\r\n");
            throw new InvalidOperationException("too late");
        });

        await rig.Server.SendEventAsync(Contexts.Data, "one");
        await rig.Server.SendEventAsync(Contexts.Data, "two");
        await rig.Server.SendStopAsync();
        await loop.Within();

        Assert.Equal(2, rig.Log.Records.Count(record => record.Exception?.Message == "too late"));
        Assert.Equal(GoldenFrames.WriteHello + GoldenFrames.WriteHello, await rig.WrittenAsync());
    }

    [Theory]
    [InlineData(LoopKind.Run)]
    [InlineData(LoopKind.RunAsync)]
    public async Task Handler_that_answers_twice_is_logged_and_the_client_gets_the_first_answer(LoopKind kind)
    {
        await using var rig = new TcpRig();
        var loop = Start(rig, kind, _ =>
        {
            rig.Tcp.Respond("hello\r\n");
            rig.Tcp.Close();
        });

        await rig.Server.SendEventAsync(Contexts.Data);
        await rig.Server.SendStopAsync();
        await loop.Within();

        Assert.IsType<InvalidOperationException>(Assert.Single(rig.Log.Records).Exception);
        Assert.Equal(GoldenFrames.WriteHello, await rig.WrittenAsync());
    }

    [Theory]
    [InlineData(LoopKind.Run)]
    [InlineData(LoopKind.RunAsync)]
    public async Task Handler_that_does_nothing_keeps_the_connection(LoopKind kind)
    {
        await using var rig = new TcpRig();
        var loop = Start(rig, kind, _ => { });

        await rig.Server.SendEventAsync(Contexts.Data, "one");

        Assert.Equal(GoldenFrames.Continue, await rig.Server.ReceiveHexAsync());
        await rig.Server.SendStopAsync();
        await loop.Within();
    }

    [Theory]
    [InlineData(LoopKind.Run)]
    [InlineData(LoopKind.RunAsync)]
    public async Task Bad_request_is_logged_and_the_loop_goes_on(LoopKind kind)
    {
        await using var rig = new TcpRig();
        var loop = Start(rig, kind, _ => rig.Tcp.Respond("hello\r\n"));

        await rig.Server.SendEventAsync("invalid");
        await rig.Server.SendEventAsync(Contexts.Data);
        await rig.Server.SendStopAsync();
        await loop.Within();

        var record = Assert.Single(rig.Log.Records);
        Assert.Equal((LogLevel.Error, 1102), (record.Level, record.EventId));
        Assert.StartsWith("An event was refused: The context of the event cannot be decoded: ", record.Message, StringComparison.Ordinal);
        Assert.True(RawFrame.Parse(await rig.Server.ReceiveAsync()).IsError);
        Assert.Equal(GoldenFrames.WriteHello, await rig.Server.ReceiveHexAsync());
    }

    [Theory]
    [InlineData(LoopKind.Run, "48656c6c6f")]
    [InlineData(LoopKind.Run, "13090200000000000000000000")]
    [InlineData(LoopKind.RunAsync, "48656c6c6f")]
    public async Task Damaged_relay_ends_the_loop_with_one_line(LoopKind kind, string bytes)
    {
        await using var rig = new TcpRig();
        var loop = Start(rig, kind, _ => rig.Tcp.Respond("hello\r\n"));

        await rig.Server.SendAsync(bytes);
        await loop.Within();

        Assert.Equal(WorkerEnd.RelayDamaged, rig.Tcp.Worker.End);
        Assert.Equal(1002, Assert.Single(rig.WorkerLog.Records).EventId);
        Assert.Empty(rig.Log.Records);
        Assert.Equal("", await rig.WrittenAsync());
    }

    [Theory]
    [InlineData(LoopKind.Run)]
    [InlineData(LoopKind.RunAsync)]
    public async Task Undefined_control_message_ends_the_loop_with_one_line(LoopKind kind)
    {
        await using var rig = new TcpRig();
        var loop = Start(rig, kind, _ => rig.Tcp.Respond("hello\r\n"));

        await rig.Server.SendAsync(RawFrame.Control(0x09, "{}"));
        await loop.Within();

        Assert.Equal(WorkerEnd.RelayDamaged, rig.Tcp.Worker.End);
        Assert.Equal(1002, Assert.Single(rig.WorkerLog.Records).EventId);
    }

    [Theory]
    [InlineData(LoopKind.Run)]
    [InlineData(LoopKind.RunAsync)]
    public async Task Server_that_is_gone_ends_the_loop_with_one_line(LoopKind kind)
    {
        await using var rig = new TcpRig(RelayTransport.Pipes);
        var answered = new TaskCompletionSource();
        using var gone = new ManualResetEventSlim();
        var loop = Start(rig, kind, _ =>
        {
            answered.SetResult();
            Assert.True(gone.Wait(TestLimit.Generous));
            rig.Tcp.Respond("to nobody");
        });

        await rig.Server.SendEventAsync(Contexts.Data);
        await answered.Task.Within();
        await rig.Server.HangUpAsync();
        gone.Set();
        await loop.Within();

        Assert.Equal(WorkerEnd.RelayClosed, rig.Tcp.Worker.End);
        Assert.Equal(1001, Assert.Single(rig.WorkerLog.Records).EventId);
        Assert.Empty(rig.Log.Records);
    }

    private static Task Start(TcpRig rig, LoopKind kind, Action<TcpRequest> handler) => kind == LoopKind.Run
        ? OwnThread.Run(() => rig.Tcp.Run(handler))
        : OwnThread.Run(() => rig.Tcp.RunAsync(request =>
        {
            handler(request);
            return ValueTask.CompletedTask;
        })).Unwrap();
}
