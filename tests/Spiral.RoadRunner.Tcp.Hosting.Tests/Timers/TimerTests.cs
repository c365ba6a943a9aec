using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

public sealed class TimerTests : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(2000);

    private readonly BackgroundRig _rig = new();
    private readonly List<string> _ticks = [];

    [Fact]
    public async Task Timer_ticks_once_in_each_period_until_it_removes_itself()
    {
        _rig.Application.MapTimer("heartbeat", Period, (timer, _) =>
        {
            _ticks.Add(string.Create(CultureInfo.InvariantCulture, $"{timer.Name} #{timer.Tick} at {_rig.Time.Elapsed.TotalMilliseconds}"));
            if (timer.Tick == 10)
            {
                timer.Remove();
            }

            return ValueTask.CompletedTask;
        });
        await _rig.StartAsync();

        _rig.Time.Advance(Period * 30);

        Assert.Equal(
            [
                "heartbeat #1 at 2000", "heartbeat #2 at 4000", "heartbeat #3 at 6000", "heartbeat #4 at 8000", "heartbeat #5 at 10000",
                "heartbeat #6 at 12000", "heartbeat #7 at 14000", "heartbeat #8 at 16000", "heartbeat #9 at 18000", "heartbeat #10 at 20000",
            ],
            _ticks);
        Assert.Empty(_rig.Timers.List());
        Assert.Equal(0, _rig.Time.ActiveTimers);
    }

    [Fact]
    public void Second_timer_of_a_name_is_refused_by_name()
    {
        _rig.Application.MapTimer("heartbeat", Period, Tick);

        var refused = Assert.Throws<InvalidOperationException>(() => _rig.Application.MapTimer("heartbeat", Period, Tick));

        Assert.Equal("There is a timer 'heartbeat' already; remove it first.", refused.Message);
    }

    [Fact]
    public async Task Timers_come_and_go_while_the_application_runs()
    {
        await _rig.StartAsync();
        _rig.Timers.Add("late", Period, Tick);
        _rig.Time.Advance(Period);
        Assert.True(_rig.Timers.Remove("late"));
        _rig.Time.Advance(Period);
        Assert.Equal(["late 1"], _ticks);

        _rig.Timers.Add("late", Period / 2, Tick, new TcpTimerOptions { StartAtOnce = true });
        _rig.Time.Advance(TimeSpan.Zero);
        _rig.Time.Advance(Period / 2);

        Assert.Equal(["late 1", "late 1", "late 2"], _ticks);
        Assert.False(_rig.Timers.Remove("never"));
    }

    [Fact]
    public async Task Timer_removed_before_the_start_never_ticks()
    {
        _rig.Application.MapTimer("gone", Period, Tick);
        _rig.Timers.Remove("gone");
        await _rig.StartAsync();

        _rig.Time.Advance(Period * 3);

        Assert.Empty(_ticks);
    }

    [Fact]
    public async Task Tick_that_is_due_while_the_one_before_runs_is_left_out_and_counted()
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _rig.Application.MapTimer("slow", Period, async (timer, _) =>
        {
            if (timer.Tick == 2)
            {
                second.SetResult();
            }

            await running.Task;
        });
        await _rig.StartAsync();

        _rig.Time.Advance(Period * 4);
        Assert.Equal(new TcpTimerStatus("slow", Period, Ticks: 1, Skipped: 3, Failures: 0, IsTicking: true), Assert.Single(_rig.Timers.List()));

        running.SetResult();
        await _rig.PassTimeUntilAsync(second.Task);
        Assert.Equal(2, Assert.Single(_rig.Timers.List()).Ticks);
    }

    [Fact]
    public async Task Tick_that_fails_is_logged_and_the_timer_goes_on()
    {
        _rig.Application.MapTimer("broken", Period, (timer, _) => throw new InvalidOperationException($"tick {timer.Tick} on purpose"));
        await _rig.StartAsync();

        _rig.Time.Advance(Period * 2);

        var records = _rig.Log.Records.Where(static record => record.Level == LogLevel.Error).ToList();
        Assert.Equal(["Timer broken failed at tick 1; it goes on", "Timer broken failed at tick 2; it goes on"], records.Select(static record => record.Message));
        Assert.Equal("tick 1 on purpose", records[0].Exception!.Message);
        Assert.Equal(2, Assert.Single(_rig.Timers.List()).Failures);
    }

    [Fact]
    public async Task Each_tick_has_services_of_its_own()
    {
        var scopes = new List<Scoped>();
        _rig.Builder.Services.AddScoped<Scoped>();
        _rig.Application.MapTimer("scoped", Period, (timer, _) =>
        {
            scopes.Add(timer.Services.GetRequiredService<Scoped>());
            return ValueTask.CompletedTask;
        });
        await _rig.StartAsync();

        _rig.Time.Advance(Period * 2);

        Assert.Equal(2, scopes.Distinct().Count());
        Assert.All(scopes, static scoped => Assert.True(scoped.IsDisposed));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(50 * 24 * 60 * 60)]
    public void Period_out_of_range_is_refused(double seconds)
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => _rig.Application.MapTimer("odd", TimeSpan.FromSeconds(seconds), Tick));

        Assert.StartsWith("The period of timer 'odd' has to be from 00:00:00.0010000 to 49.00:00:00.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mapping_ends_with_the_start()
    {
        await _rig.StartAsync();

        Assert.Throws<InvalidOperationException>(() => _rig.Application.MapTimer("late", Period, Tick));
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private ValueTask Tick(TcpTimerContext timer, CancellationToken cancellationToken)
    {
        _ticks.Add(string.Create(CultureInfo.InvariantCulture, $"{timer.Name} {timer.Tick}"));
        return ValueTask.CompletedTask;
    }

    private sealed class Scoped : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
