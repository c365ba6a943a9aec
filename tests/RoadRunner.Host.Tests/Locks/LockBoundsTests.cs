using RoadRunner.Host.Locks;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Locks;

/// <summary>What is refused, what goes when a caller goes, and that nothing is left over.</summary>
public sealed class LockBoundsTests : IDisposable
{
    private const long Second = 1_000_000;

    private readonly ManualTime _time = new();
    private readonly LockManager _locks;

    public LockBoundsTests() =>
        _locks = new LockManager(_time, new LockLimits { MaxWaitersPerResource = 2, MaxEntries = 5, MaxNameLength = 8 });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _locks.Dispose();

    [Fact]
    public async Task An_empty_id_is_refused_with_the_recorded_text()
    {
        const string Text = "empty ID is not allowed";

        Assert.Equal(Text, (await Assert.ThrowsAsync<LockException>(() => Lock("res", ""))).Message);
        Assert.Equal(Text, (await Assert.ThrowsAsync<LockException>(() => _locks.LockReadAsync("res", "", 0, 0, Token).AsTask())).Message);
        Assert.Equal(Text, Assert.Throws<LockException>(() => _locks.Release("res", "")).Message);
        Assert.Equal(Text, Assert.Throws<LockException>(() => _locks.Exists("res", "")).Message);
        Assert.Equal(Text, Assert.Throws<LockException>(() => _locks.UpdateTtl("res", "", 1)).Message);
    }

    [Fact]
    public async Task A_negative_ttl_is_refused()
    {
        const string Text = "ttl must not be negative, it is -5 microseconds";

        Assert.Equal(Text, (await Assert.ThrowsAsync<LockException>(() => Lock("res", "a", ttl: -5))).Message);
        Assert.Equal(Text, Assert.Throws<LockException>(() => _locks.UpdateTtl("res", "a", -5)).Message);
    }

    [Fact]
    public async Task A_name_that_is_too_long_is_refused()
    {
        Assert.True(await Lock("12345678", "12345678"));

        Assert.Equal(
            "the resource name has 9 characters; the limit is 8",
            (await Assert.ThrowsAsync<LockException>(() => Lock("123456789", "a"))).Message);
        Assert.Equal(
            "the id has 9 characters; the limit is 8",
            (await Assert.ThrowsAsync<LockException>(() => Lock("res", "123456789"))).Message);
    }

    [Fact]
    public async Task One_request_too_many_in_a_queue_is_refused()
    {
        Assert.True(await Lock("res", "a"));
        var second = Lock("res", "b", wait: Second);
        var third = Lock("res", "c", wait: Second);

        var error = await Assert.ThrowsAsync<LockException>(() => Lock("res", "d", wait: Second));

        Assert.Equal("too many requests wait for the resource; the limit is 2", error.Message);
        _locks.Release("res", "a");
        Assert.True(await second.Within());
        Assert.False(third.IsCompleted);
        Assert.False(Lock("res", "d", wait: Second).IsCompleted);
    }

    [Fact]
    public async Task One_lock_too_many_is_refused_until_one_is_released()
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.True(await _locks.LockReadAsync($"res{i % 3}", $"id{i}", 0, 0, Token));
        }

        Assert.Equal(
            "too many locks are held and waited for; the limit is 5",
            (await Assert.ThrowsAsync<LockException>(() => Lock("other", "a"))).Message);
        Assert.True(await _locks.LockReadAsync("res0", "id0", 0, 0, Token));
        Assert.True(_locks.Release("res0", "id0"));
        Assert.True(await Lock("other", "a"));
    }

    [Fact]
    public async Task A_caller_that_leaves_is_taken_off_the_queue()
    {
        using var caller = new CancellationTokenSource();
        Assert.True(await Lock("res", "a"));
        var leaving = _locks.LockAsync("res", "b", 0, Second, caller.Token).AsTask();
        var next = Lock("res", "c", wait: Second);

        await caller.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => leaving).Within();
        _locks.Release("res", "a");

        Assert.True(await next.Within());
        Assert.False(_locks.Exists("res", "b"));
    }

    [Fact]
    public async Task A_writer_that_leaves_lets_the_readers_behind_it_in()
    {
        using var caller = new CancellationTokenSource();
        Assert.True(await _locks.LockReadAsync("res", "a", 0, 0, Token));
        var leaving = _locks.LockAsync("res", "w", 0, Second, caller.Token).AsTask();
        var reader = _locks.LockReadAsync("res", "b", 0, Second, Token).AsTask();

        await caller.CancelAsync();

        await Assert.ThrowsAsync<TaskCanceledException>(() => leaving).Within();
        Assert.True(await reader.Within());
    }

    [Fact]
    public async Task A_caller_that_has_left_acquires_nothing()
    {
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => _locks.LockAsync("res", "a", 0, 0, new CancellationToken(canceled: true)).AsTask());

        Assert.False(_locks.Exists("res", "*"));
    }

    [Fact]
    public async Task A_caller_that_leaves_keeps_what_it_holds()
    {
        using var caller = new CancellationTokenSource();
        Assert.True(await _locks.LockAsync("res", "a", 0, 0, caller.Token));

        await caller.CancelAsync();

        Assert.True(_locks.Exists("res", "a"));
    }

    [Fact]
    public async Task Nothing_is_kept_of_what_is_free()
    {
        Assert.True(await Lock("a", "1", ttl: Second));
        Assert.True(await Lock("b", "1", ttl: Second));
        Assert.False(await Lock("b", "2", wait: -1));
        var gaveUp = Lock("a", "2", wait: Second / 2);
        Assert.True(await Lock("c", "1"));
        Assert.Equal(3, _locks.ResourceCount);

        _time.Advance(TimeSpan.FromSeconds(1));
        _locks.Release("c", "1");

        Assert.False(await gaveUp.Within());
        Assert.Equal(0, _locks.ResourceCount);
        Assert.Equal(0, _time.ActiveTimers);
    }

    [Fact]
    public async Task Disposal_answers_those_who_wait_and_ends_all_locks()
    {
        Assert.True(await Lock("res", "a", ttl: Second));
        var waiting = Lock("res", "b", wait: Second);

        _locks.Dispose();

        Assert.False(await waiting.Within());
        Assert.False(_locks.Exists("res", "*"));
        Assert.Equal(0, _time.ActiveTimers);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Lock("res", "a"));
    }

    // An async method, so that a refusal is the task's, as for a caller that awaits.
    private async Task<bool> Lock(string resource, string id, long ttl = 0, long wait = 0) =>
        await _locks.LockAsync(resource, id, ttl, wait, Token);
}
