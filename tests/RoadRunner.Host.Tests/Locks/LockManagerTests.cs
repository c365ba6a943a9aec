using RoadRunner.Host.Locks;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Locks;

/// <summary>The rules of <c>lock.*</c>, one by one, on a clock that the test moves.</summary>
public sealed class LockManagerTests : IDisposable
{
    private const long Millisecond = 1_000;
    private const long Second = 1_000_000;

    private readonly ManualTime _time = new();
    private readonly LockManager _locks;

    public LockManagerTests() => _locks = new LockManager(_time);

    public void Dispose() => _locks.Dispose();

    [Fact]
    public async Task A_free_resource_is_locked_at_once()
    {
        Assert.True(await Lock("res", "a"));

        Assert.True(_locks.Exists("res", "a"));
        Assert.False(_locks.Exists("res", "b"));
        Assert.True(_locks.Exists("res", "*"));
        Assert.False(_locks.Exists("other", "*"));
    }

    [Fact]
    public async Task An_empty_resource_name_is_a_name()
    {
        Assert.True(await Lock("", "a"));
        Assert.True(_locks.Release("", "a"));
    }

    [Theory]
    [InlineData("b")]
    [InlineData("a")]
    public async Task A_locked_resource_is_waited_for_in_vain_even_by_its_holder(string id)
    {
        Assert.True(await Lock("res", "a"));
        var waiting = Lock("res", id, wait: 100 * Millisecond);

        Advance(99.999);
        Assert.False(waiting.IsCompleted);
        Advance(0.001);

        Assert.False(await waiting.Within());
        Assert.True(_locks.Exists("res", "a"));
    }

    [Fact]
    public async Task A_request_without_wait_waits_one_millisecond()
    {
        Assert.True(await Lock("res", "a"));
        var waiting = Lock("res", "b");

        Advance(0.9999);
        Assert.False(waiting.IsCompleted);
        Advance(0.0001);

        Assert.False(await waiting.Within());
    }

    [Fact]
    public async Task A_request_with_a_negative_wait_does_not_wait()
    {
        Assert.True(await Lock("res", "a", wait: -1));
        Assert.False(await Lock("res", "b", wait: -1));
        Assert.False(await Lock("res", "b", wait: long.MinValue));
    }

    [Fact]
    public async Task A_release_by_anyone_but_the_holder_changes_nothing()
    {
        Assert.True(await Lock("res", "a"));

        Assert.False(_locks.Release("res", "b"));
        Assert.False(_locks.Release("unknown", "a"));
        Assert.True(_locks.Release("res", "a"));
        Assert.False(_locks.Release("res", "a"));
    }

    [Fact]
    public async Task A_lock_whose_ttl_ends_goes_to_who_waits()
    {
        Assert.True(await Lock("short", "a", ttl: 200 * Millisecond));
        var waiting = Lock("short", "b", wait: Second);

        Advance(199);
        Assert.False(waiting.IsCompleted);
        Advance(1);

        Assert.True(await waiting.Within());
        Assert.False(_locks.Exists("short", "a"));
        Assert.True(_locks.Exists("short", "b"));
    }

    [Fact]
    public async Task A_ttl_starts_when_the_lock_is_acquired()
    {
        Assert.True(await Lock("res", "a"));
        var waiting = Lock("res", "b", ttl: 100 * Millisecond, wait: Second);
        Advance(500);
        _locks.Release("res", "a");
        Assert.True(await waiting.Within());

        Advance(99);
        Assert.True(_locks.Exists("res", "b"));
        Advance(1);
        Assert.False(_locks.Exists("res", "*"));
    }

    [Fact]
    public async Task A_ttl_of_zero_never_ends()
    {
        Assert.True(await Lock("res", "a"));
        Assert.True(await Lock("long", "a", ttl: long.MaxValue));

        _time.Advance(TimeSpan.FromDays(10_000));

        Assert.True(_locks.Exists("res", "a"));
        Assert.True(_locks.Exists("long", "a"));
    }

    [Fact]
    public async Task A_ttl_beyond_the_system_timers_ends_on_time()
    {
        Assert.True(await Lock("res", "a", ttl: 100L * 24 * 60 * 60 * Second));

        _time.Advance(TimeSpan.FromDays(99.9));
        Assert.True(_locks.Exists("res", "a"));
        _time.Advance(TimeSpan.FromDays(0.1));
        Assert.False(_locks.Exists("res", "a"));
    }

    [Fact]
    public async Task A_ttl_of_part_of_a_millisecond_does_not_end_early()
    {
        Assert.True(await Lock("res", "a", ttl: 1_500));

        Advance(1.5);
        Assert.True(_locks.Exists("res", "a"));
        Advance(0.5);
        Assert.False(_locks.Exists("res", "a"));
    }

    [Fact]
    public async Task An_updated_ttl_starts_anew()
    {
        Assert.True(await Lock("res", "a", ttl: 100 * Millisecond));
        Advance(90);
        Assert.True(_locks.UpdateTtl("res", "a", 50 * Millisecond));

        Advance(49);
        Assert.True(_locks.Exists("res", "a"));
        Advance(1);
        Assert.False(_locks.Exists("res", "a"));
    }

    [Fact]
    public async Task An_updated_ttl_of_zero_never_ends()
    {
        Assert.True(await Lock("res", "a", ttl: 100 * Millisecond));
        Assert.True(_locks.UpdateTtl("res", "a", 0));

        _time.Advance(TimeSpan.FromDays(1));

        Assert.True(_locks.Exists("res", "a"));
    }

    [Fact]
    public async Task The_ttl_of_a_lock_that_nobody_holds_cannot_be_updated()
    {
        Assert.False(_locks.UpdateTtl("unknown", "a", 1));
        Assert.True(await Lock("res", "a"));
        Assert.False(_locks.UpdateTtl("res", "b", 1));
    }

    [Fact]
    public async Task A_forced_release_ends_all_locks_and_lets_who_waits_in()
    {
        Assert.True(await LockRead("res", "a", ttl: Second));
        Assert.True(await LockRead("res", "b"));
        var waiting = Lock("res", "c", wait: Second);

        Assert.True(_locks.ForceRelease("res"));

        Assert.True(await waiting.Within());
        Assert.False(_locks.Exists("res", "a"));
        Assert.False(_locks.Exists("res", "b"));
    }

    [Fact]
    public async Task A_forced_release_of_a_free_resource_is_false()
    {
        Assert.False(_locks.ForceRelease("unknown"));
        Assert.True(await Lock("res", "a"));
        Assert.True(_locks.ForceRelease("res"));
        Assert.False(_locks.ForceRelease("res"));
    }

    private void Advance(double milliseconds) => _time.Advance(TimeSpan.FromMicroseconds(milliseconds * Millisecond));

    private Task<bool> Lock(string resource, string id, long ttl = 0, long wait = 0) =>
        _locks.LockAsync(resource, id, ttl, wait, TestContext.Current.CancellationToken).AsTask();

    private Task<bool> LockRead(string resource, string id, long ttl = 0, long wait = 0) =>
        _locks.LockReadAsync(resource, id, ttl, wait, TestContext.Current.CancellationToken).AsTask();
}
