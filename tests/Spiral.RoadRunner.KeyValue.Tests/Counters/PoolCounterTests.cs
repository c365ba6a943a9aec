using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.KeyValue.Tests;

public sealed class PoolCounterTests
{
    private const string Resource = "counter/local/n";

    private readonly TestBed _bed = new();
    private readonly PoolCounter _counter;

    public PoolCounterTests() => _counter = new PoolCounter(_bed.Storage, "n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Counter_starts_at_zero_adds_reads_and_resets()
    {
        Assert.Equal(0, await _counter.ReadAsync(Token).Within());
        Assert.Equal(1, await _counter.IncrementAsync(Token).Within());
        Assert.Equal(-4, await _counter.AddAsync(-5, Token).Within());
        Assert.Equal(-4, await _counter.ResetAsync(100, Token).Within());
        Assert.Equal(100, await _counter.ResetAsync(cancellationToken: Token).Within());
        Assert.Equal(0, await _counter.ReadAsync(Token).Within());
        Assert.Equal("0"u8, _bed.Server.Stored("n"));
        Assert.Empty(_bed.Server.Locks.Held);
        Assert.Equal("n", _counter.Key);
    }

    [Fact]
    public async Task Change_is_lock_read_write_release_with_an_owner_of_its_own_and_limits()
    {
        var counter = new PoolCounter(_bed.Storage, "n", new PoolCounterOptions { LockWait = TimeSpan.FromSeconds(3), LockTimeToLive = TimeSpan.FromSeconds(4) });
        await counter.IncrementAsync(Token).Within();
        await counter.IncrementAsync(Token).Within();

        string[] change = ["lock.Lock", "kv.MGet", "kv.Set", "lock.Release"];
        Assert.Equal([.. change, .. change], _bed.Methods);
        var (_, body, timeout) = _bed.Caller.Calls.First();
        var request = LockRequest.Parser.ParseFrom(body);
        Assert.Equal((Resource, 4_000_000, 3_000_000), (request.Resource, request.Ttl, request.Wait));
        Assert.Equal(TimeSpan.FromSeconds(33), timeout);
        Assert.Equal(2, _bed.Server.Locks.Ids.Count);
        Assert.Equal(0, _bed.Time.ActiveTimers);
    }

    [Fact]
    public async Task Lock_that_others_hold_is_a_typed_error_after_the_wait()
    {
        await _bed.Server.Locks.LockAsync(Resource, "somebody else");

        var change = _counter.IncrementAsync(Token).AsTask();
        await _bed.Server.Locks.Queued.Within();
        _bed.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(change.IsCompleted);
        _bed.Time.Advance(TimeSpan.FromSeconds(1));

        var error = await Assert.ThrowsAsync<LockUnavailableException>(() => change.Within());
        Assert.Equal((Resource, "local", false, false), (error.Resource, error.Storage, error.IsLost, error.IsWritten));
        Assert.Equal(["lock.Lock"], _bed.Methods);
    }

    [Fact]
    public async Task Value_that_is_no_number_or_would_overflow_is_left_alone()
    {
        await _counter.ResetAsync(long.MaxValue, Token).Within();
        await Assert.ThrowsAsync<OverflowException>(() => _counter.IncrementAsync(Token).Within());
        Assert.Equal(long.MaxValue, await _counter.ReadAsync(Token).Within());

        _bed.Server.Store("n", [.. "many"u8]);
        var error = await Assert.ThrowsAsync<SerializationException>(() => _counter.IncrementAsync(Token).Within());
        Assert.Equal(SerializationError.CannotRead, error.Error);
        Assert.Empty(_bed.Server.Locks.Held);
    }

    [Theory]
    [InlineData("lock.Lock")]
    [InlineData("kv.MGet")]
    public async Task Cancellation_before_the_write_changes_nothing_and_frees_the_lock(string during)
    {
        using var cancellation = new CancellationTokenSource();
        var released = new TaskCompletionSource();
        _bed.Caller.Before = async (method, _) =>
        {
            if (method == during)
            {
                await cancellation.CancelAsync();
            }
        };
        _bed.Caller.After = method =>
        {
            if (method == "lock.Release")
            {
                released.TrySetResult();
            }

            return Task.CompletedTask;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _counter.IncrementAsync(cancellation.Token).Within());

        await released.Task.Within();
        Assert.Empty(_bed.Server.Locks.Held);
        Assert.Equal(0, await _counter.ReadAsync(Token).Within());
    }

    [Fact]
    public async Task Cancellation_during_the_write_does_not_stop_it()
    {
        using var cancellation = new CancellationTokenSource();
        _bed.Caller.Before = async (method, _) =>
        {
            if (method == "kv.Set")
            {
                await cancellation.CancelAsync();
            }
        };

        Assert.Equal(1, await _counter.IncrementAsync(cancellation.Token).Within());
        Assert.Empty(_bed.Server.Locks.Held);
    }

    [Fact]
    public void Key_that_is_none_is_refused() => Assert.ThrowsAny<ArgumentException>(() => new PoolCounter(_bed.Storage, " "));

    [Fact]
    public void Options_out_of_their_range_are_refused()
    {
        var options = new PoolCounterOptions();
        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)), (options.LockWait, options.LockTimeToLive));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PoolCounterOptions { LockWait = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PoolCounterOptions { LockTimeToLive = TimeSpan.Zero });
    }
}
