using Microsoft.Extensions.Logging.Abstractions;
using RoadRunner.Host.KeyValue;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.KeyValue;

public sealed class MemoryStoreTests : StoreLifetimeTests
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 20, 7, 0, 0, TimeSpan.Zero));
    private readonly MemoryStore _store;

    public MemoryStoreTests() => _store = new MemoryStore("store", _time, NullLogger.Instance);

    private protected override IKeyValueStore Store => _store;

    private protected override TimeProvider Time => _time;

    private protected override string Operations => "in_memory_plugin_";

    private protected override string ExpireNesting => ":\n\tin_memory_plugin_mexpire: ";

    private protected override string ExpireWithoutTimeout => "timeout for MExpire is empty or key is empty";

    private protected override Task PassAsync(TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(1.99)]
    [InlineData(2)]
    [InlineData(86_400)]
    public async Task A_timeout_is_kept_to_the_millisecond(double seconds)
    {
        await SetAsync(Item("set", "1", In(seconds)), Item("expire", "2"));
        await ExpireAsync(Item("expire", timeout: In(seconds)));

        _time.Advance(TimeSpan.FromSeconds(seconds) - Millisecond);
        Assert.Equal("set=1 expire=2", await TextAsync("set", "expire"));

        _time.Advance(Millisecond);
        Assert.Empty(await HasAsync("set", "expire"));
    }

    [Fact]
    public async Task Ttl_returns_the_very_text_that_was_sent_last()
    {
        await SetAsync(Item("a", "1", "2026-11-20T09:00:30.5+01:00"));
        Assert.Equal("2026-11-20T09:00:30.5+01:00", await TimeoutAsync("a"));

        await ExpireAsync(Item("a", timeout: "2026-11-20T08:00:31,25Z"));
        Assert.Equal("2026-11-20T08:00:31,25Z", await TimeoutAsync("a"));
    }

    [Fact]
    public async Task Ttl_lists_a_key_without_timeout_as_RoadRunner_does()
    {
        await SetAsync(Item("a", "1"), Item("past", "2", In(-1)));

        Assert.Equal([("a", ""), ("past", "")], (await Store.TtlAsync(["a", "missing", "past"], None)).Select(item => (item.Key, item.Timeout)));
    }

    [Fact]
    public async Task Delete_without_keys_does_nothing()
    {
        await SetAsync(Item("a", "1"));
        await DeleteAsync();

        Assert.Equal(["a"], await HasAsync("a"));
    }

    [Fact]
    public async Task Expired_values_that_nobody_reads_are_collected_by_one_timer()
    {
        const int keys = 100_000;
        await SetAsync([.. Enumerable.Range(0, keys).Select(number => Item($"k{number}", "x", In(10))), Item("ever", "x")]);
        _time.Advance(TimeSpan.FromSeconds(9.999));
        Assert.Equal(keys + 1, _store.Count);
        Assert.Equal(1, _time.ActiveTimers);

        // One run looks at half of the keys; a pass under way may have begun anywhere.
        _time.Advance(MemoryStore.SweepInterval * 6);

        Assert.Equal(1, _store.Count);
        Assert.Equal(["ever"], await HasAsync("ever"));
    }

    [Fact]
    public async Task A_disposed_store_keeps_neither_values_nor_its_timer()
    {
        await SetAsync(Item("a", "1", In(1)));
        await _store.DisposeAsync();
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(0, _store.Count);
        Assert.Equal(0, _time.ActiveTimers);
    }
}
