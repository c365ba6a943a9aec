namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

public sealed class WatchdogTests : IAsyncDisposable
{
    private const string Where = $"connection {BackgroundRig.Uuid} of server echo";

    private readonly BackgroundRig _rig = new();
    private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private IEnumerable<string> Spoken => _rig.Log.Records
        .Where(static record => record.EventId is >= 1345 and <= 1347).Select(static record => $"{record.Level}: {record.Message}");

    [Fact]
    public async Task Slow_handler_is_reported_while_it_runs_and_again_at_its_end()
    {
        await StartAsync();
        var event1 = _rig.SendAsync("echo");
        await _began.Task.Within();

        _rig.Time.Advance(TimeSpan.FromMilliseconds(1100));
        Assert.Equal([$"Warning: The handler of Data has taken 1000 ms and is still running; {Where}"], Spoken);
        _rig.Time.Advance(TimeSpan.FromMilliseconds(10900));
        Assert.Single(Spoken);
        _release.SetResult();
        await event1.Within();

        Assert.Equal(
            [$"Warning: The handler of Data has taken 1000 ms and is still running; {Where}", $"Information: The handler of Data has ended after 12000 ms; {Where}"],
            Spoken);
    }

    [Fact]
    public async Task Handler_that_blocks_its_thread_is_reported_while_it_does()
    {
        using var release = new ManualResetEventSlim();
        _rig.Application.MapServer("echo").Handle(context =>
        {
            _began.SetResult();
            release.Wait();
            return TcpReply.Read;
        });
        await _rig.StartAsync();
        var handled = OwnThread.Run(() => _rig.SendAsync("echo")).Unwrap();
        await _began.Task.Within();

        _rig.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([$"Warning: The handler of Data has taken 1000 ms and is still running; {Where}"], Spoken);
        release.Set();
        await handled.Within();
    }

    [Fact]
    public async Task Each_slow_event_is_reported_once()
    {
        await StartAsync();
        var first = _rig.SendAsync("echo");
        _rig.Time.Advance(TimeSpan.FromMilliseconds(500));
        var second = _rig.SendAsync("echo", TcpEvent.Connected, "");
        _rig.Time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Single(Spoken);

        _rig.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(
            [$"Warning: The handler of Data has taken 1000 ms and is still running; {Where}", $"Warning: The handler of Connected has taken 1000 ms and is still running; {Where}"],
            Spoken);
        _release.SetResult();
        await Task.WhenAll(first, second).Within();
    }

    [Fact]
    public async Task Quick_events_are_not_reported_and_leave_no_clock_running()
    {
        await StartAsync();
        for (var round = 0; round < 5; round++)
        {
            var handled = _rig.SendAsync("quick");
            await handled.Within();
            _rig.Time.Advance(TimeSpan.FromMilliseconds(400));
        }

        _rig.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Empty(Spoken);
        Assert.Equal(0, _rig.Time.ActiveTimers);
    }

    [Fact]
    public async Task Watchdog_sees_events_that_begin_after_a_rest()
    {
        await StartAsync();
        await _rig.SendAsync("quick").WaitAsync(TestLimit.Generous);
        _rig.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(0, _rig.Time.ActiveTimers);
        var slow = _rig.SendAsync("echo");

        _rig.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Single(Spoken);
        _release.SetResult();
        await slow.Within();
    }

    [Fact]
    public async Task Zero_turns_the_watchdog_off()
    {
        await using var rig = new BackgroundRig("--Tcp:SlowHandler=00:00:00");
        rig.Application.MapServer("echo").Handle(async _ =>
        {
            await _release.Task;
            return TcpReply.Read;
        });
        await rig.StartAsync();
        var slow = rig.SendAsync("echo");

        rig.Time.Advance(TimeSpan.FromSeconds(60));
        _release.SetResult();
        await slow.Within();

        Assert.Empty(rig.Warnings);
        Assert.Equal(0, rig.Time.ActiveTimers);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private Task StartAsync()
    {
        async ValueTask<TcpReply> Wait()
        {
            _began.TrySetResult();
            await _release.Task;
            return TcpReply.Read;
        }

        _rig.Application.MapServer("echo").OnConnected(_ => Wait()).Handle(_ => Wait());
        _rig.Application.MapServer("quick").Handle(static _ => TcpReply.Respond("at once"));
        return _rig.StartAsync();
    }
}
