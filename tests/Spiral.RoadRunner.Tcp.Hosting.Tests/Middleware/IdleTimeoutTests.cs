using Microsoft.Extensions.Options;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

public sealed class IdleTimeoutTests : IAsyncDisposable
{
    private static readonly TimeSpan After = TimeSpan.FromSeconds(80);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);

    private readonly TestPool _pool = new();

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task Timer_closes_a_silent_connection()
    {
        // Without a storage nothing is awaited: a tick has ended when the clock has moved.
        var worker = await _pool.StartAsync(server => server.UseIdleTimeout(o => o.After = After));
        await worker.ConnectAsync("a");

        _pool.Time.Advance(After);
        Assert.Empty(_pool.Caller.Closed);
        _pool.Time.Advance(After / 4);

        Assert.Equal(["a"], _pool.Caller.Closed);
        Assert.Equal(1, worker.Logged(1374));
        Assert.Empty(_pool.Values.Calls);
    }

    [Fact]
    public async Task Silent_connection_is_closed_by_one_of_the_workers_and_an_active_one_stays()
    {
        var (one, first) = await StartAsync();
        var (other, second) = await StartAsync();
        await one.ConnectAsync("silent");
        await one.ConnectAsync("active");

        for (var step = 0; step < 20; step++)
        {
            if (_pool.Time.Elapsed <= After)
            {
                Assert.Empty(_pool.Caller.Closed);
            }

            await (step % 2 == 0 ? one : other).SayAsync("active", "hi");
            await StepAsync(first, second);
            if (_pool.Time.Elapsed == After + Tick)
            {
                Assert.Equal("silent", await _pool.Caller.NextClosed());
            }
        }

        Assert.Equal(["silent"], _pool.Caller.Closed);
        Assert.Equal(1, one.Logged(1374) + other.Logged(1374));
    }

    [Fact]
    public async Task Connection_that_was_closed_is_not_closed_again()
    {
        var (one, first) = await StartAsync();
        var (other, second) = await StartAsync();
        await one.ConnectAsync("a");
        await StepAsync(first, second);

        await other.CloseAsync("a");
        for (var step = 0; step < 12; step++)
        {
            await StepAsync(first, second);
        }

        Assert.Empty(_pool.Caller.Closed);
    }

    [Fact]
    public async Task Message_that_is_being_handled_keeps_its_connection()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        IdleSweep first = null!;
        var one = await _pool.StartAsync(server => server
            .UseIdleTimeout(Configure, out first)
            .Use(async (context, next) =>
            {
                entered.SetResult();
                await release.Task;
                return await next(context);
            }));
        var (_, second) = await StartAsync();
        var handling = one.SayAsync("slow", "work");
        await entered.Task.Within();

        for (var step = 0; step < 20; step++)
        {
            await StepAsync(first, second);
        }

        release.SetResult();
        Assert.Equal("Respond work", await handling);
        for (var step = 0; step < 8; step++)
        {
            await StepAsync(first, second);
        }

        Assert.Empty(_pool.Caller.Closed);
        await StepAsync(first, second);
        Assert.Equal("slow", await _pool.Caller.NextClosed());
    }

    [Fact]
    public async Task Connection_that_the_server_could_not_close_is_tried_again()
    {
        var (worker, sweep) = await StartAsync();
        await worker.ConnectAsync("a");
        _pool.Caller.RefusesToClose = true;
        for (var step = 0; step < 12; step++)
        {
            await StepAsync(sweep);
        }

        Assert.InRange(worker.Logged(1375), 1, int.MaxValue);
        _pool.Caller.RefusesToClose = false;
        await StepAsync(sweep);
        await StepAsync(sweep);

        Assert.Equal("a", await _pool.Caller.NextClosed());
    }

    [Fact]
    public async Task Events_call_nobody()
    {
        var (worker, _) = await StartAsync();

        await worker.ConnectAsync("a");
        await worker.SayAsync("a", "hi");
        await worker.CloseAsync("a");

        Assert.Empty(_pool.Values.Calls);
    }

    [Fact]
    public async Task Store_that_fails_leaves_connections_open_and_nothing_is_forgotten()
    {
        var (worker, sweep) = await StartAsync();
        await worker.ConnectAsync("a");
        _pool.Values.Before = (_, _) => throw new Spiral.Goridge.Rpc.RpcException("lock.Lock", "no");
        Assert.Equal(0, await sweep.SweepAsync().Within());
        Assert.Equal(1, worker.Logged(1372));

        _pool.Values.Before = (_, _) => Task.CompletedTask;
        for (var step = 0; step < 12; step++)
        {
            await StepAsync(sweep);
        }

        Assert.Equal("a", await _pool.Caller.NextClosed());
    }

    [Fact]
    public async Task Application_that_nobody_can_close_connections_for_does_not_start()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(
            () => _pool.StartAsync(server => server.UseIdleTimeout(o => o.After = TimeSpan.FromMilliseconds(1)), hasRpc: false));

        Assert.Contains("UseIdleTimeout of server echo: After is 00:00:00.0010000, it has to be from 00:00:01 to 1.00:00:00.", error.Message, StringComparison.Ordinal);
        Assert.Contains("closing a connection needs the RPC port of the server", error.Message, StringComparison.Ordinal);
        Assert.Contains("host.limits.idle_timeout", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_before_the_start_is_refused()
    {
        var application = TcpApplication.CreateEmbeddedBuilder().Build();
        application.MapServer("echo").UseIdleTimeout(_ => { }, out var early);
        await Assert.ThrowsAsync<InvalidOperationException>(() => early.SweepAsync());
        await application.DisposeAsync();
    }

    [Fact]
    public void Activity_has_room_for_so_many_connections_until_it_is_told()
    {
        var activity = new IdleActivity(1);
        Assert.True(activity.Begin("a", 1));
        Assert.False(activity.Begin("b", 1));
        activity.End("a", 2);
        activity.Told(activity.Collect(3));
        Assert.True(activity.Begin("b", 4));
        activity.Restore("b", 1);
        Assert.Equal([new IdleNote("b", 9, IsGone: false)], activity.Collect(9));
    }

    // Longer than a step of the clock, because ticks of the timer may be under way while it moves.
    private static void Configure(IdleTimeoutOptions options) =>
        (options.After, options.Storage, options.StoreTimeout) = (After, TestPool.Storage, TimeSpan.FromMinutes(1));

    private async Task<(TestWorker Worker, IdleSweep Sweep)> StartAsync()
    {
        IdleSweep sweep = null!;
        var worker = await _pool.StartAsync(server => server.UseIdleTimeout(Configure, out sweep));
        return (worker, sweep);
    }

    private async Task StepAsync(params IdleSweep[] sweeps)
    {
        _pool.Time.Advance(Tick);
        foreach (var sweep in sweeps)
        {
            await sweep.SweepAsync().Within();
        }
    }
}
