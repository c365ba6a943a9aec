using Microsoft.Extensions.Options;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

public sealed class ConnectionLimitTests : IAsyncDisposable
{
    private const string Busy = "RespondClose 421 Too many connections\r\n";

    private readonly TestPool _pool = new();

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData(TestPool.Storage)]
    public async Task Fourth_client_of_three_is_told_so_until_one_leaves(string? storage)
    {
        var worker = await StartAsync(o => (o.MaxConnections, o.Storage) = (3, storage));

        Assert.Equal(["Read", "Read", "Read", Busy], [await worker.ConnectAsync("a"), await worker.ConnectAsync("b"), await worker.ConnectAsync("c"), await worker.ConnectAsync("d")]);
        await worker.CloseAsync("d");
        Assert.Equal(Busy, await worker.ConnectAsync("e"));
        await worker.CloseAsync("b");
        Assert.Equal("Read", await worker.ConnectAsync("f"));
        Assert.Equal(2, worker.Logged(1371));
    }

    [Fact]
    public async Task Limit_of_an_address_counts_hosts_and_networks_of_64_bits()
    {
        var worker = await StartAsync(o => (o.MaxConnectionsPerAddress, o.Storage) = (1, TestPool.Storage));

        Assert.Equal("Read", await worker.ConnectAsync("a", "192.0.2.7:1"));
        Assert.Equal(Busy, await worker.ConnectAsync("b", "192.0.2.7:2"));
        Assert.Equal(Busy, await worker.ConnectAsync("c", "[::ffff:192.0.2.7]:3"));
        Assert.Equal("Read", await worker.ConnectAsync("d", "192.0.2.8:1"));
        Assert.Equal("Read", await worker.ConnectAsync("e", "[2001:db8::1]:1"));
        Assert.Equal(Busy, await worker.ConnectAsync("f", "[2001:db8::2]:1"));
        Assert.Equal("Read", await worker.ConnectAsync("g", "[2001:db8:0:1::2]:1"));
        await worker.CloseAsync("a", "192.0.2.7:1");
        Assert.Equal("Read", await worker.ConnectAsync("h", "192.0.2.7:9"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(TestPool.Storage)]
    public async Task Of_32_clients_at_once_exactly_10_come_in(string? storage)
    {
        var one = await StartAsync(o => (o.MaxConnections, o.Storage) = (10, storage));
        var other = storage is null ? one : await StartAsync(o => (o.MaxConnections, o.Storage) = (10, storage));

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(number => Task.Run(() => (number % 2 == 0 ? one : other).ConnectAsync($"c{number}")))).Within();

        Assert.Equal(10, answers.Count(answer => answer == "Read"));
        Assert.Equal(22, answers.Count(answer => answer == Busy));
        Assert.Empty(_pool.Server.Locks.Held);
    }

    [Fact]
    public async Task Connections_of_a_killed_worker_stop_to_count_and_those_with_traffic_do_not()
    {
        var killed = await StartAsync(o => (o.MaxConnections, o.Storage) = (2, TestPool.Storage));
        var worker = await StartAsync(o => (o.MaxConnections, o.Storage) = (2, TestPool.Storage));
        await killed.ConnectAsync("lost");
        await killed.ConnectAsync("busy");

        _pool.Time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal("Respond hi", await worker.SayAsync("busy", "hi"));
        Assert.Equal(Busy, await worker.ConnectAsync("early"));
        _pool.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("Read", await worker.ConnectAsync("new"));
        Assert.Equal(Busy, await worker.ConnectAsync("late"));
    }

    [Fact]
    public async Task Expired_connections_of_all_parts_make_room()
    {
        var worker = await StartAsync(o => (o.MaxConnections, o.Storage) = (200, TestPool.Storage));
        for (var number = 0; number < 200; number++)
        {
            Assert.Equal("Read", await worker.ConnectAsync(Guid.NewGuid().ToString()));
        }

        Assert.Equal(Busy, await worker.ConnectAsync("a"));
        Assert.All(Enumerable.Range(0, 3), shard => Assert.InRange(_pool.Server.Stored($"tcp/limit/echo/{shard}").Length, 1, 100 * 33));
        _pool.Time.Advance(TimeSpan.FromMinutes(10));
        for (var number = 0; number < 200; number++)
        {
            Assert.Equal("Read", await worker.ConnectAsync(Guid.NewGuid().ToString()));
        }

        Assert.Equal(Busy, await worker.ConnectAsync("b"));
    }

    [Fact]
    public async Task Traffic_renews_once_in_a_quarter_whichever_worker_sees_it()
    {
        var one = await StartAsync(o => (o.MaxConnections, o.Storage) = (2, TestPool.Storage));
        var other = await StartAsync(o => (o.MaxConnections, o.Storage) = (2, TestPool.Storage));
        await one.ConnectAsync("a");
        var writes = Writes();

        for (var minute = 0; minute < 10; minute++)
        {
            await one.SayAsync("a", "hi");
            await other.SayAsync("a", "hi");
            await other.SayAsync("a", "hi");
            _pool.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(3, Writes() - writes);
    }

    [Theory]
    [InlineData(StoreFailurePolicy.FailOpen, "Read")]
    [InlineData(StoreFailurePolicy.FailClosed, Busy)]
    public async Task Store_that_fails_is_a_matter_of_the_policy_and_one_warning(StoreFailurePolicy policy, string answer)
    {
        var worker = await StartAsync(o => (o.MaxConnections, o.Storage, o.OnStoreFailure) = (1, "unknown", policy));

        Assert.Equal(answer, await worker.ConnectAsync("a"));
        var calls = _pool.Values.Calls.Count;
        Assert.Equal(answer, await worker.ConnectAsync("b"));
        Assert.Equal("Respond hi", await worker.SayAsync("b", "hi"));
        await worker.CloseAsync("a");

        Assert.Equal(calls, _pool.Values.Calls.Count);
        var warning = Assert.Single(worker.Logs, record => record.EventId == 1372);
        Assert.Contains("UseConnectionLimit of server echo", warning.Message, StringComparison.Ordinal);
        Assert.Contains("Storage \"unknown\" has not been defined", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_that_was_let_in_uncounted_counts_from_its_first_message()
    {
        var worker = await StartAsync(o => (o.MaxConnections, o.Storage) = (1, TestPool.Storage));
        _pool.Values.Before = (_, _) => throw new Spiral.Goridge.Rpc.RpcException("lock.Lock", "rpc: can't find service lock.Lock");
        Assert.Equal("Read", await worker.ConnectAsync("a"));
        _pool.Values.Before = (_, _) => Task.CompletedTask;
        _pool.Time.Advance(TimeSpan.FromSeconds(1));

        await worker.SayAsync("a", "hi");

        Assert.Equal(Busy, await worker.ConnectAsync("b"));
    }

    [Fact]
    public async Task Store_that_does_not_answer_costs_the_time_limit_once()
    {
        var worker = await StartAsync(o => (o.MaxConnections, o.Storage) = (1, TestPool.Storage));
        var asked = new TaskCompletionSource();
        _pool.Values.Before = (_, cancellation) =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, _pool.Time, cancellation);
        };

        var waiting = worker.ConnectAsync("a");
        await asked.Task.Within();
        Assert.False(waiting.IsCompleted);
        _pool.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("Read", await waiting.Within());
        Assert.Equal("Read", await worker.ConnectAsync("b"));
    }

    [Fact]
    public async Task Value_of_somebody_else_counts_as_empty_with_a_warning()
    {
        _pool.Server.Store("tcp/limit/echo/0", 7, 7, 7);
        var worker = await StartAsync(o => (o.MaxConnections, o.Storage) = (1, TestPool.Storage));

        Assert.Equal("Read", await worker.ConnectAsync("a"));
        Assert.Equal(Busy, await worker.ConnectAsync("b"));
        Assert.InRange(worker.Logged(1373), 1, 2);
    }

    [Fact]
    public async Task Late_data_and_a_second_close_leave_nothing_behind()
    {
        var worker = await StartAsync(o => (o.MaxConnections, o.Storage) = (1, TestPool.Storage));
        await worker.ConnectAsync("a");

        await worker.CloseAsync("a");
        await worker.SayAsync("a", "tail");
        await worker.CloseAsync("a");

        Assert.Equal("Read", await worker.ConnectAsync("b"));
    }

    [Fact]
    public async Task Storage_without_a_server_to_call_ends_the_start()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => _pool.StartAsync(
            server => server.UseConnectionLimit(o => (o.MaxConnections, o.Storage) = (1, TestPool.Storage)), hasRpc: false));

        Assert.Contains("UseConnectionLimit of server echo: Storage needs the RPC port of the server", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_are_told_all_at_once()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(o =>
            (o.MaxConnections, o.MaxConnectionsPerAddress, o.Expiry, o.StoreTimeout, o.KeyPrefix, o.Storage) = (-1, 100_001, TimeSpan.Zero, TimeSpan.Zero, " ", "")));

        string[] keys = [.. error.Failures.Select(failure => failure.Split(' ')[4])];
        Assert.Equal(["MaxConnections", "MaxConnectionsPerAddress", "Storage", "KeyPrefix", "Expiry", "StoreTimeout"], keys);
        await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(_ => { }));
    }

    private Task<TestWorker> StartAsync(Action<ConnectionLimitOptions> configure) => _pool.StartAsync(server => server.UseConnectionLimit(configure));

    private int Writes() => _pool.Values.Calls.Count(call => call.Method == "kv.Set");
}
