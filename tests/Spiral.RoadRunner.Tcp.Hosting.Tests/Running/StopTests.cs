using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

/// <summary>What ends when, in a worker that a server has started.</summary>
public sealed class StopTests : IAsyncDisposable
{
    private const string Data = """{"remote_addr":"127.0.0.1:42876","server":"echo","uuid":"b993374e-7cf9-4cce-8400-b83bc249e093","event":"DATA"}""";

    private readonly ScriptedServer _server = ScriptedServer.Open();
    private readonly RecordingLogger _workerLog = new();
    private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StopLog _log = new();
    private readonly BackgroundRig _rig;

    public StopTests()
    {
        var worker = new TcpWorker(new Worker(_server.Relay, _workerLog) { ProcessId = 42 }, new TcpWorkerOptions { Logger = _workerLog });
        _rig = new BackgroundRig(new TcpApplicationBuilder(TcpApplicationStart.Inside([], worker)));
        _rig.Builder.Services.AddSingleton(_log);
    }

    [Fact]
    public async Task Everything_stops_in_its_order_and_the_link_last()
    {
        _rig.Builder.Services.AddSingleton(_rig.NobodyThere);
        _rig.Builder.Services.AddHostedService<LoggingHosted>();
        MapServer();
        _rig.Application.MapTimer("timer", TimeSpan.FromSeconds(1), UntilTold, new TcpTimerOptions { StartAtOnce = true });
        _rig.Application.MapLoop<LoggingLoop>();
        _rig.Application.Events.On(TcpEventNames.LoopStart, (_, _) =>
        {
            _log.Add("loop begins");
            return ValueTask.CompletedTask;
        });
        await _rig.PassTimeUntilAsync(_rig.Application.StartAsync());
        _rig.Time.Advance(TimeSpan.Zero);
        await _log.WhenAsync("loop runs");
        await _server.SendEventAsync(Data, "hello\r\n");
        await _began.Task.Within();

        var stop = _rig.Application.StopAsync();
        Assert.False(stop.IsCompleted);
        _release.SetResult();
        await stop.Within();

        Assert.Equal(["loop begins", "loop runs", "event", "timer", "loop", "service", "hosted, link Connecting"], _log.All);
        Assert.Equal(RpcLinkState.Closed, _rig.Application.Services.GetRequiredService<RpcLink>().Health.State);
        Assert.Equal(GoldenFrames.WriteHello, await _server.ReceiveHexAsync());
        Assert.StartsWith("No connection to the RPC port", Assert.Single(_rig.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_that_never_end_leave_each_other_their_turn_and_are_named()
    {
        MapServer();
        _log.IsStuck = true;
        _rig.Application.MapTimer("timer", TimeSpan.FromSeconds(1), static async (_, _) => await new TaskCompletionSource().Task, new TcpTimerOptions { StartAtOnce = true });
        _rig.Application.MapLoop<LoggingLoop>();
        await _rig.StartAsync();
        _rig.Time.Advance(TimeSpan.Zero);
        await _log.WhenAsync("loop runs");
        await _server.SendEventAsync(Data, "hello\r\n");
        await _began.Task.Within();

        await _rig.PassTimeUntilAsync(_rig.Application.StopAsync());

        Assert.Equal(
            ["The event in flight did not end", "Timer timer has not ended its tick", "Loop LoggingLoop has not ended", "LoggingService has not stopped"],
            _rig.Warnings.Where(static record => record.EventId is not (1345 or 1347)).Select(static record => record.Message.Split(" within ")[0]));
        _release.SetResult();
    }

    [Fact]
    public async Task Service_that_blocks_in_its_end_is_left_behind()
    {
        using var blocked = new ManualResetEventSlim();
        _log.Block = blocked.Wait;
        MapServer();
        await _rig.StartAsync();

        var stop = _rig.Application.StopAsync();
        await _log.WhenAsync("service");
        await _rig.PassTimeUntilAsync(stop);

        Assert.StartsWith("LoggingService has not stopped within ", Assert.Single(_rig.Warnings).Message, StringComparison.Ordinal);
        blocked.Set();
    }

    [Fact]
    public async Task Worker_that_waits_for_an_event_stops_at_once()
    {
        MapServer();
        await _rig.StartAsync();

        await _rig.StopAsync();

        Assert.Equal(["service"], _log.All);
        Assert.Empty(_rig.Warnings);
    }

    [Fact]
    public async Task Stop_command_of_the_server_ends_the_application()
    {
        MapServer();
        await _rig.StartAsync();

        await _server.SendStopAsync();
        await _rig.Application.WaitForShutdownAsync().Within();

        Assert.Equal(["service"], _log.All);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _server.DisposeAsync();
    }

    private void MapServer() => _rig.Application.MapServer("echo").Handle<LoggingService>().Handle(async context =>
    {
        var text = context.GetText();
        _began.TrySetResult();
        await _release.Task;
        _log.Add("event");
        return TcpReply.Respond(text);
    });

    private async ValueTask UntilTold(TcpTimerContext timer, CancellationToken cancellationToken)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(told.SetResult);
        await told.Task;
        _log.Add("timer");
    }
}
