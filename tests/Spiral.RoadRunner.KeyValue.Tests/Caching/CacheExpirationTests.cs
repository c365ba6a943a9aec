using Microsoft.Extensions.Caching.Distributed;

namespace Spiral.RoadRunner.KeyValue.Tests;

public sealed class CacheExpirationTests
{
    private static readonly byte[] Value = [1, 2, 3];

    private readonly TestBed _bed = new();
    private readonly KeyValueDistributedCache _cache;

    public CacheExpirationTests() => _cache = new KeyValueDistributedCache(_bed.Storage);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entry_without_expiration_stays()
    {
        await SetAsync(new DistributedCacheEntryOptions());
        _bed.Time.Advance(TimeSpan.FromDays(400));

        Assert.Equal(Value, await _cache.GetAsync("k", Token).Within());
        Assert.Empty(Assert.Single(_bed.LastSet()).Timeout);
        Assert.Null(await _cache.GetAsync("missing", Token).Within());
    }

    [Fact]
    public async Task Relative_expiration_ends_the_entry_exactly_and_goes_to_the_server_rounded_up()
    {
        await SetAsync(new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMilliseconds(300) });
        Assert.Equal("2026-01-01T00:00:02Z", Assert.Single(_bed.LastSet()).Timeout);

        _bed.Time.Advance(TimeSpan.FromMilliseconds(299));
        Assert.Equal(Value, await _cache.GetAsync("k", Token).Within());
        _bed.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await _cache.GetAsync("k", Token).Within());
    }

    [Fact]
    public async Task Absolute_expiration_goes_to_the_server_as_it_is()
    {
        await SetAsync(new DistributedCacheEntryOptions { AbsoluteExpiration = new DateTimeOffset(2026, 1, 1, 2, 0, 0, TimeSpan.FromHours(1)) });

        Assert.Equal("2026-01-01T01:00:00Z", Assert.Single(_bed.LastSet()).Timeout);
    }

    [Fact]
    public async Task Relative_expiration_counts_when_both_are_set()
    {
        await SetAsync(new DistributedCacheEntryOptions
        {
            AbsoluteExpiration = _bed.Time.GetUtcNow().AddHours(1),
            AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(2),
        });

        Assert.Equal("2026-01-01T02:00:00Z", Assert.Single(_bed.LastSet()).Timeout);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Expiration_that_is_over_is_refused_before_anything_is_sent(int seconds)
    {
        var options = new DistributedCacheEntryOptions { AbsoluteExpiration = _bed.Time.GetUtcNow().AddSeconds(seconds) };

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SetAsync(options));

        Assert.Empty(_bed.Methods);
    }

    [Fact]
    public async Task Sliding_entry_is_written_again_by_a_read_in_the_second_half_only()
    {
        await SetAsync(new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromSeconds(20) });
        Assert.Equal("2026-01-01T00:00:20Z", Assert.Single(_bed.LastSet()).Timeout);

        _bed.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(Value, await _cache.GetAsync("k", Token).Within());
        Assert.Equal(["kv.Set", "kv.MGet"], _bed.Methods);

        _bed.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Value, await _cache.GetAsync("k", Token).Within());
        Assert.Equal(["kv.Set", "kv.MGet", "kv.MGet", "kv.Set"], _bed.Methods);
        Assert.Equal("2026-01-01T00:00:30Z", Assert.Single(_bed.LastSet()).Timeout);
    }

    [Fact]
    public async Task Sliding_entry_lives_as_long_as_it_is_read_and_ends_after_a_window()
    {
        await SetAsync(new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromSeconds(20) });
        for (var read = 0; read < 10; read++)
        {
            _bed.Time.Advance(TimeSpan.FromSeconds(15));
            Assert.Equal(Value, await _cache.GetAsync("k", Token).Within());
        }

        _bed.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(await _cache.GetAsync("k", Token).Within());
    }

    [Fact]
    public async Task Refresh_renews_as_a_read_does()
    {
        await SetAsync(new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromSeconds(20) });
        _bed.Time.Advance(TimeSpan.FromSeconds(15));
        await _cache.RefreshAsync("k", Token).Within();
        _bed.Time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(Value, await _cache.GetAsync("k", Token).Within());
        await _cache.RefreshAsync("missing", Token).Within();
    }

    [Fact]
    public async Task Sliding_entry_never_outlives_its_absolute_end()
    {
        await SetAsync(new DistributedCacheEntryOptions
        {
            SlidingExpiration = TimeSpan.FromSeconds(20),
            AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(30),
        });
        _bed.Time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(Value, await _cache.GetAsync("k", Token).Within());
        Assert.Equal("2026-01-01T00:00:30Z", Assert.Single(_bed.LastSet()).Timeout);

        _bed.Time.Advance(TimeSpan.FromSeconds(15));
        Assert.Null(await _cache.GetAsync("k", Token).Within());
    }

    [Fact]
    public async Task Endless_expirations_are_none()
    {
        await SetAsync(new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.MaxValue, AbsoluteExpirationRelativeToNow = TimeSpan.MaxValue });
        _bed.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(Value, await _cache.GetAsync("k", Token).Within());
        Assert.Empty(Assert.Single(_bed.LastSet()).Timeout);
    }

    private Task SetAsync(DistributedCacheEntryOptions options) => _cache.SetAsync("k", Value, options, Token).Within();
}
