using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

public sealed class LoopTests : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly BackgroundRig _rig = new();
    private readonly LoopScript _script = new();

    public LoopTests() => _rig.Builder.Services.AddSingleton(_script);

    private TcpLoopInfo Info => Assert.Single(_rig.Loops.List());

    [Fact]
    public async Task Loop_spins_up_goes_round_and_spins_down()
    {
        _rig.Application.MapLoop<RecordingLoop>();
        await _rig.StartAsync();
        Assert.Equal("up", await _script.NextAsync());
        for (var round = 1; round <= 3; round++)
        {
            Assert.Equal($"round {round}", await _script.NextAsync());
            await WhenWaitingAsync();
            _rig.Time.Advance(round < 3 ? Period : TimeSpan.Zero);
        }

        await _rig.StopAsync();

        Assert.Equal(["down", "disposed"], _script.Rest());
        Assert.Equal(new TcpLoopInfo("RecordingLoop", TcpLoopStatus.Stopped, Period, Forever: false, Loops: 3, Restarts: 0, CrashesInARow: 0, LastError: null), Info);
    }

    [Fact]
    public async Task Time_of_a_round_is_taken_off_the_period()
    {
        var began = new ConcurrentQueue<double>();
        double[] durations = [0.3, 1.5, 0, 0];
        _script.Round = (round, _) =>
        {
            began.Enqueue(_rig.Time.Elapsed.TotalSeconds);
            _rig.Time.Advance(TimeSpan.FromSeconds(durations[round - 1]));
            return ValueTask.CompletedTask;
        };
        _rig.Application.MapLoop<RecordingLoop>("timed", Period);
        await _rig.StartAsync();
        Assert.Equal("up", await _script.NextAsync());

        Assert.Equal("round 1", await _script.NextAsync());
        await WhenWaitingAsync();
        _rig.Time.Advance(TimeSpan.FromSeconds(0.7));
        Assert.Equal("round 2", await _script.NextAsync());
        Assert.Equal("round 3", await _script.NextAsync());
        await WhenWaitingAsync();
        _rig.Time.Advance(Period);
        Assert.Equal("round 4", await _script.NextAsync());

        Assert.Equal([0, 1, 2.5, 3.5], began);
    }

    [Fact]
    public async Task Loops_are_listed_and_one_of_them_can_be_held()
    {
        _rig.Application.MapLoop<RecordingLoop>("a").MapLoop<RecordingLoop>("b").MapLoop<RecordingLoop>("c");
        await _rig.StartAsync();
        for (var entry = 0; entry < 6; entry++)
        {
            await _script.NextAsync();
        }

        Assert.Equal(["a", "b", "c"], _rig.Loops.List().Select(static loop => loop.Name));
        Assert.All(_rig.Loops.List(), static loop => Assert.Equal(TcpLoopStatus.Looping, loop.Status));
        Assert.True(_rig.Loops.Pause("b"));
        Assert.False(_rig.Loops.Pause("b"));
        Assert.Equal(TcpLoopStatus.Paused, _rig.Loops.Status("b"));
        Assert.Equal(2, (int)_rig.Loops.Status("b"));
        Assert.True(_rig.Loops.Resume("b"));
        Assert.False(_rig.Loops.Resume("b"));
        Assert.Equal(1, (int)_rig.Loops.Status("b"));
    }

    [Fact]
    public async Task Loop_that_is_held_does_no_rounds_until_it_goes_on()
    {
        _script.Round = (round, _) =>
        {
            if (round == 1)
            {
                _rig.Loops.Pause("held");
            }

            return ValueTask.CompletedTask;
        };
        _rig.Application.MapLoop<RecordingLoop>("held", TimeSpan.Zero);
        await _rig.StartAsync();
        Assert.Equal("up", await _script.NextAsync());
        Assert.Equal("round 1", await _script.NextAsync());
        Assert.Equal(TcpLoopStatus.Paused, _rig.Loops.Status("held"));
        Assert.Empty(_script.Rest());

        _rig.Loops.Resume("held");

        Assert.Equal("round 2", await _script.NextAsync());
    }

    [Fact]
    public void Second_loop_of_a_name_is_refused_by_name()
    {
        _rig.Application.MapLoop<RecordingLoop>("copy");

        var refused = Assert.Throws<InvalidOperationException>(() => _rig.Application.MapLoop<RecordingLoop>("copy"));

        Assert.Equal("Loop already installed: 'copy'.", refused.Message);
    }

    [Fact]
    public void Unknown_loop_is_refused_with_the_names_of_the_others()
    {
        Assert.Equal("Loop not installed: 'x'; installed are: none.", Assert.Throws<KeyNotFoundException>(() => _rig.Loops.Pause("x")).Message);
        _rig.Application.MapLoop<RecordingLoop>("watch").MapLoop<RecordingLoop>("copy");

        Assert.Equal("Loop not installed: 'x'; installed are: copy, watch.", Assert.Throws<KeyNotFoundException>(() => _rig.Loops.Status("x")).Message);
    }

    [Fact]
    public void Period_out_of_range_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _rig.Application.MapLoop<RecordingLoop>("odd", TimeSpan.FromTicks(-1)));

    [Fact]
    public async Task Loop_comes_from_the_container_when_it_is_registered()
    {
        _rig.Builder.Services.AddSingleton(new RecordingLoop(_script));
        _rig.Application.MapLoop<RecordingLoop>("mine");
        await _rig.StartAsync();
        await _script.NextAsync();
        await _script.NextAsync();

        await _rig.StopAsync();

        Assert.Equal("mine", _rig.Application.Services.GetRequiredService<RecordingLoop>().Name);
        Assert.Equal(["down"], _script.Rest());
    }

    [Fact]
    public async Task Begin_and_end_of_a_loop_are_events()
    {
        var heard = new ConcurrentQueue<string>();
        foreach (var name in (string[])[TcpEventNames.LoopStart, TcpEventNames.LoopStop])
        {
            _rig.Application.Events.On(name, (args, _) =>
            {
                heard.Enqueue($"{args.Name} {args.Data}");
                return ValueTask.CompletedTask;
            });
        }

        _rig.Application.MapLoop<RecordingLoop>("loud");
        await _rig.StartAsync();
        await _script.NextAsync();
        await _script.NextAsync();
        await _rig.StopAsync();

        Assert.Equal(["loop.start loud", "loop.stop loud"], heard);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    /// <summary>A clock that is moved between the end of a round and the timer of the next one would leave the loop waiting for a period more.</summary>
    private async Task WhenWaitingAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        while (_rig.Time.ActiveTimers == 0)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TestLimit.Generous, "The loop does not wait.");
            await Task.Yield();
        }
    }
}
