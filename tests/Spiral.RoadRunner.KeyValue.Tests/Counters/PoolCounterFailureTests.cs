using Spiral.Goridge;
using Spiral.Goridge.Rpc;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.KeyValue.Tests;

/// <summary>A change whose lock, read or write fails half-way.</summary>
public sealed class PoolCounterFailureTests
{
    private const string Resource = "counter/local/n";

    private readonly TestBed _bed = new();
    private readonly PoolCounter _counter;

    public PoolCounterFailureTests() => _counter = new PoolCounter(_bed.Storage, "n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lock_that_ends_before_the_write_leaves_the_value()
    {
        _bed.Caller.After = method =>
        {
            if (method == "kv.MGet")
            {
                _bed.Time.Advance(TimeSpan.FromSeconds(10));
            }

            return Task.CompletedTask;
        };

        var error = await Assert.ThrowsAsync<LockUnavailableException>(() => _counter.IncrementAsync(Token).Within());

        Assert.Equal((true, false), (error.IsLost, error.IsWritten));
        Assert.DoesNotContain("kv.Set", _bed.Methods);
    }

    [Fact]
    public async Task Lock_that_ends_during_the_write_is_reported()
    {
        _bed.Caller.After = method =>
        {
            if (method == "kv.Set")
            {
                _bed.Time.Advance(TimeSpan.FromSeconds(10));
            }

            return Task.CompletedTask;
        };

        var error = await Assert.ThrowsAsync<LockUnavailableException>(() => _counter.IncrementAsync(Token).Within());

        Assert.Equal((true, true), (error.IsLost, error.IsWritten));
        Assert.Equal(1, await _counter.ReadAsync(Token).Within());
    }

    [Fact]
    public async Task Lock_that_the_server_has_forgotten_is_reported()
    {
        _bed.Server.Locks.ForgetsBeforeRelease = true;

        Assert.True((await Assert.ThrowsAsync<LockUnavailableException>(() => _counter.IncrementAsync(Token).Within())).IsWritten);
    }

    [Fact]
    public async Task Release_that_is_not_confirmed_is_no_error_of_the_change()
    {
        _bed.Caller.Before = (method, _) => method == "lock.Release" ? throw new RelayClosedException("gone") : Task.CompletedTask;

        Assert.Equal(1, await _counter.IncrementAsync(Token).Within());
        Assert.Equal([Resource], _bed.Server.Locks.Held);
        _bed.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(_bed.Server.Locks.Held);
    }

    [Fact]
    public async Task Write_without_answer_is_not_repeated_and_keeps_the_lock_until_its_end()
    {
        _bed.Caller.Before = (method, _) => method == "kv.Set" ? throw new RpcTimeoutException(method, TimeSpan.FromSeconds(1)) : Task.CompletedTask;

        await Assert.ThrowsAsync<RpcTimeoutException>(() => _counter.IncrementAsync(Token).Within());

        Assert.Equal(["lock.Lock", "kv.MGet", "kv.Set"], _bed.Methods);
        Assert.Equal([Resource], _bed.Server.Locks.Held);
        _bed.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(_bed.Server.Locks.Held);
    }

    [Fact]
    public async Task Error_before_or_by_the_write_releases_the_lock()
    {
        _bed.Caller.Before = (method, _) => method == "kv.MGet" ? throw new RpcTimeoutException(method, TimeSpan.FromSeconds(1)) : Task.CompletedTask;
        await Assert.ThrowsAsync<RpcTimeoutException>(() => _counter.IncrementAsync(Token).Within());
        Assert.Empty(_bed.Server.Locks.Held);

        _bed.Caller.Before = (method, _) => method == "kv.Set" ? throw new BackpressureException(method, 1) : Task.CompletedTask;
        await Assert.ThrowsAsync<BackpressureException>(() => _counter.IncrementAsync(Token).Within());
        Assert.Empty(_bed.Server.Locks.Held);

        _bed.Caller.Before = (method, _) => method == "kv.Set" ? throw new RpcException(method, "rpc_set: disk full") : Task.CompletedTask;
        Assert.Equal(StorageError.Failed, (await Assert.ThrowsAsync<StorageException>(() => _counter.IncrementAsync(Token).Within())).Error);
        Assert.Empty(_bed.Server.Locks.Held);
    }
}
