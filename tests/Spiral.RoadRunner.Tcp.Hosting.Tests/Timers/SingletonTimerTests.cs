using Microsoft.Extensions.DependencyInjection;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

/// <summary>Timers of which one worker of the pool ticks.</summary>
public sealed class SingletonTimerTests : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private static readonly TcpTimerOptions Singleton = new() { IsSingleton = true };

    private readonly ManualTime _server = new();
    private readonly FakeLeases _leases;
    private readonly BackgroundRig _first = new();
    private readonly BackgroundRig _second = new();
    private readonly List<string> _ticks = [];

    public SingletonTimerTests() => _leases = new FakeLeases(_server);

    [Fact]
    public async Task One_worker_of_the_pool_ticks()
    {
        await StartAsync(_first, "first");
        await StartAsync(_second, "second");

        Pass(Period * 20, _first, _second);

        Assert.Equal(Enumerable.Range(1, 20).Select(static tick => $"first {tick}"), _ticks);
        Assert.Equal(TimeSpan.FromSeconds(6), _leases.Life);
        Assert.False(Assert.Single(_second.Timers.List()).IsTicking);
    }

    [Theory]
    [InlineData(0.01, 3)]
    [InlineData(3600, 30)]
    public async Task Life_of_the_lease_is_bounded(double period, double life)
    {
        _first.Builder.Services.AddSingleton(_leases.Of(_first.Time));
        _first.Application.MapTimer("bounded", TimeSpan.FromSeconds(period), static (_, _) => ValueTask.CompletedTask, Singleton);

        await _first.StartAsync();

        Assert.Equal(TimeSpan.FromSeconds(life), _leases.Life);
    }

    [Fact]
    public async Task Another_worker_takes_over_when_the_lease_of_a_dead_one_has_ended()
    {
        await StartAsync(_first, "first");
        await StartAsync(_second, "second");
        Pass(Period, _first, _second);

        // The clock of a dead worker stands still. Its lease was renewed 2 s ago at most and lives for 6 s.
        Pass(TimeSpan.FromSeconds(4) - TimeSpan.FromMilliseconds(1), _second);
        Assert.Equal(["first 1"], _ticks);
        Pass(TimeSpan.FromSeconds(6), _second);

        Assert.Equal(["first 1", "second 1"], _ticks);
    }

    [Fact]
    public async Task Worker_that_loses_the_lease_stops_at_once_and_tells_the_tick()
    {
        var tick = new TaskCompletionSource<CancellationToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        _first.Builder.Services.AddSingleton(_leases.Of(_first.Time));
        _first.Application.MapTimer(
            "told",
            TimeSpan.FromSeconds(1.5),
            async (_, cancellationToken) =>
            {
                tick.SetResult(cancellationToken);
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            },
            Singleton);
        await _first.StartAsync();
        Pass(TimeSpan.FromSeconds(1.5), _first);
        var token = await tick.Task.Within();

        // Somebody else has it when the worker asks for more.
        _leases.Forget();
        await _leases.Of(_server).TryAcquireAsync("told", TimeSpan.FromDays(1), CancellationToken.None);
        Pass(TimeSpan.FromSeconds(10), _first);

        Assert.True(token.IsCancellationRequested);
        Assert.Equal("Timer told does not tick in this worker any more: its lease is lost", Assert.Single(_first.Warnings).Message);
        Assert.False(Assert.Single(_first.Timers.List()).IsTicking);
    }

    [Fact]
    public async Task Lease_that_cannot_be_renewed_ends_the_ticking_with_its_time()
    {
        await StartAsync(_first, "first");
        _leases.IsReachable = false;

        Pass(TimeSpan.FromSeconds(60), _first);

        // Renewed in vain after 2 s and 4 s; over after 6 s.
        Assert.Equal(["first 1", "first 2"], _ticks);
        Assert.Equal(
            ["Who ticks timer tick is not known: lock.Lock failed: out of reach", "Timer tick does not tick in this worker any more: its lease is lost"],
            _first.Warnings.Select(static record => record.Message));

        _leases.IsReachable = true;
        Pass(Period * 2, _first);
        Assert.Equal(["first 1", "first 2", "first 3"], _ticks);
    }

    [Fact]
    public async Task Worker_that_stops_hands_over_without_waiting_for_the_end_of_the_lease()
    {
        await StartAsync(_first, "first");
        await StartAsync(_second, "second");
        Pass(Period, _first, _second);

        await _first.StopAsync();

        Assert.Null(_leases.Holder);
        Pass(Period * 2, _second);
        Assert.Equal(["first 1", "second 1"], _ticks);
    }

    [Fact]
    public async Task Timer_that_is_removed_hands_over()
    {
        await StartAsync(_first, "first");

        _first.Timers.Remove("tick");

        Assert.Null(_leases.Holder);
    }

    [Fact]
    public async Task Start_without_a_server_is_refused_by_name_and_key()
    {
        _first.Application.MapTimer("lonely", Period, static (_, _) => ValueTask.CompletedTask, Singleton);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => _first.Application.StartAsync());

        Assert.Equal(
            "Timer 'lonely' ticks in one worker of the pool and needs the RPC port of the server: there is none. Set the key rpc (rpc.listen) in .rr.yaml.",
            refused.Message);
    }

    [Fact]
    public async Task Late_timer_without_a_server_is_refused_at_once()
    {
        await _first.StartAsync();

        Assert.Throws<InvalidOperationException>(() => _first.Timers.Add("lonely", Period, static (_, _) => ValueTask.CompletedTask, Singleton));
        Assert.Empty(_first.Timers.List());
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    private Task StartAsync(BackgroundRig rig, string name)
    {
        rig.Builder.Services.AddSingleton(_leases.Of(rig.Time));
        rig.Application.MapTimer(
            "tick",
            Period,
            (timer, _) =>
            {
                _ticks.Add($"{name} {timer.Tick}");
                return ValueTask.CompletedTask;
            },
            Singleton);
        return rig.StartAsync();
    }

    /// <summary>Lets time pass for the server and for the workers that live.</summary>
    private void Pass(TimeSpan time, params BackgroundRig[] alive)
    {
        var step = TimeSpan.FromMilliseconds(1);
        for (var passed = TimeSpan.Zero; passed < time; passed += step)
        {
            _server.Advance(step);
            foreach (var rig in alive)
            {
                rig.Time.Advance(step);
            }
        }
    }
}
