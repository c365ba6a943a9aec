using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

/// <summary>Loops that fail, and loops that never end.</summary>
public sealed class LoopCrashTests : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly BackgroundRig _rig = new();
    private readonly LoopScript _script = new();

    public LoopCrashTests() => _rig.Builder.Services.AddSingleton(_script);

    private TcpLoopInfo Info => Assert.Single(_rig.Loops.List());

    [Fact]
    public async Task Loop_that_runs_forever_starts_again_after_a_crash_with_longer_and_longer_rests()
    {
        _script.Round = static (_, _) => throw new InvalidOperationException("crash on purpose");
        _rig.Application.MapLoop<RecordingLoop>("phoenix", Period, forever: true);
        await _rig.StartAsync();
        foreach (var rest in (double[])[1, 2, 4, 8, 16, 30, 30])
        {
            Assert.Equal(["up", "down", "disposed"], [await _script.NextAsync(), await _script.NextAsync(), await _script.NextAsync()]);
            await _rig.PassTimeUntilAsync(_script.Log.Reader.WaitToReadAsync().AsTask());
            Assert.Contains($"Loop phoenix crashed after 0 rounds; it starts again in {TimeSpan.FromSeconds(rest)}", _rig.Log.Records.Select(static record => record.Message));
        }

        Assert.Equal(7, Info.Restarts);
        Assert.Equal("crash on purpose", Info.LastError);
        Assert.False(_rig.Application.Lifetime.ApplicationStopping.IsCancellationRequested);
    }

    [Fact]
    public async Task Round_that_ends_well_makes_the_rests_short_again()
    {
        _script.Round = static (round, _) => round == 2 ? throw new InvalidOperationException("every second time") : ValueTask.CompletedTask;
        _rig.Application.MapLoop<RecordingLoop>("second", TimeSpan.Zero, forever: true);
        await _rig.StartAsync();
        for (var life = 0; life < 3; life++)
        {
            await _rig.PassTimeUntilAsync(_script.Log.Reader.WaitToReadAsync().AsTask());
            Assert.Equal(
                ["up", "round 1", "down", "disposed"],
                [await _script.NextAsync(), await _script.NextAsync(), await _script.NextAsync(), await _script.NextAsync()]);
        }

        var crashes = _rig.Log.Records.Where(static record => record.Level == LogLevel.Error).ToList();
        Assert.Equal("Loop second crashed after 3 rounds; it starts again in 00:00:01", crashes[2].Message);
    }

    [Fact]
    public async Task Crash_of_a_loop_stops_the_application_with_exit_code_1()
    {
        _script.Round = static (_, _) => throw new InvalidOperationException("crash on purpose");
        _rig.Application.MapLoop<RecordingLoop>("mortal");
        await _rig.StartAsync();

        await _rig.Application.WaitForShutdownAsync().Within();

        Assert.Equal(["up", "down", "disposed"], _script.Rest());
        Assert.Equal(1, _rig.Application.Services.GetRequiredService<TcpOutcome>().ExitCode);
        Assert.Equal(TcpLoopStatus.Failed, Info.Status);
        var record = Assert.Single(_rig.Log.Records, static record => record.Level == LogLevel.Error);
        Assert.Equal("Loop mortal crashed after 0 rounds; the worker stops with exit code 1", record.Message);
    }

    [Fact]
    public async Task Spin_up_that_fails_is_a_crash_without_spin_down()
    {
        _script.SpinUp = static () => throw new InvalidOperationException("no spin-up");
        _rig.Application.MapLoop<RecordingLoop>("grounded");
        var stopping = new TaskCompletionSource();
        _rig.Application.Lifetime.ApplicationStopping.Register(stopping.SetResult);
        await _rig.StartAsync();

        await stopping.Task.Within();
        await _rig.StopAsync();

        Assert.Equal(["up", "disposed"], _script.Rest());
        Assert.Equal("no spin-up", Info.LastError);
    }

    [Fact]
    public async Task Spin_down_that_fails_is_logged_and_the_stop_goes_on()
    {
        _script.SpinDown = static _ => throw new InvalidOperationException("no spin-down");
        _rig.Application.MapLoop<RecordingLoop>("heavy");
        await _rig.StartAsync();
        await _script.NextAsync();
        await _script.NextAsync();

        await _rig.StopAsync();

        Assert.Contains("Loop heavy failed to spin down", _rig.Log.Records.Select(static record => record.Message));
        Assert.Equal(TcpLoopStatus.Stopped, Info.Status);
    }

    [Fact]
    public async Task Loop_that_never_ends_does_not_keep_the_application()
    {
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _script.Round = async (_, _) =>
        {
            began.SetResult();
            await new TaskCompletionSource().Task;
        };
        _rig.Application.MapLoop<RecordingLoop>("stuck");
        await _rig.StartAsync();
        await began.Task.Within();

        await _rig.PassTimeUntilAsync(_rig.Application.StopAsync());

        Assert.Equal("Loop stuck has not ended within 00:00:06 of the stop; nobody waits for it any more", Assert.Single(_rig.Warnings).Message);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();
}
