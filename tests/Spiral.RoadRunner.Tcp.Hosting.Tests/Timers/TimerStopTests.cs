namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

/// <summary>Timers when the application stops.</summary>
public sealed class TimerStopTests : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(2000);

    private readonly BackgroundRig _rig = new();
    private readonly List<string> _ticks = [];

    [Fact]
    public async Task Stop_tells_the_tick_in_flight_and_waits_for_it()
    {
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _rig.Application.MapTimer("long", Period, async (_, cancellationToken) =>
        {
            began.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ContinueWith(_ => _ticks.Add("told"), TaskScheduler.Default);
        });
        await _rig.StartAsync();
        _rig.Time.Advance(Period);
        await began.Task.Within();

        await _rig.StopAsync();

        Assert.Equal(["told"], _ticks);
        Assert.Empty(_rig.Warnings);
        var refused = Assert.Throws<InvalidOperationException>(() => _rig.Timers.Add("late", Period, static (_, _) => ValueTask.CompletedTask));
        Assert.Equal("Timer 'late' cannot be added: the application is stopping.", refused.Message);
    }

    [Fact]
    public async Task Tick_that_never_ends_does_not_keep_the_application()
    {
        _rig.Application.MapTimer("stuck", Period, static async (_, _) => await new TaskCompletionSource().Task);
        await _rig.StartAsync();
        _rig.Time.Advance(Period);
        var before = _rig.Time.Elapsed;

        await _rig.PassTimeUntilAsync(_rig.Application.StopAsync());

        Assert.True(_rig.Time.Elapsed - before < TimeSpan.FromSeconds(60));
        Assert.Equal("Timer stuck has not ended its tick within 00:00:06 of the stop; nobody waits for it any more", Assert.Single(_rig.Warnings).Message);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();
}
