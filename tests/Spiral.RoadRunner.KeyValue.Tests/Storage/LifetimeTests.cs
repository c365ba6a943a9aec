using System.Globalization;
using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.KeyValue.Tests;

public sealed class LifetimeTests
{
    private readonly TestBed _bed = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // From 2026-01-01 00:00:00 plus the fraction: up to a whole second, at least 2 s ahead.
    [Theory]
    [InlineData(0, 0.1, "2026-01-01T00:00:02Z")]
    [InlineData(0, 1, "2026-01-01T00:00:02Z")]
    [InlineData(0, 2, "2026-01-01T00:00:02Z")]
    [InlineData(0, 2.01, "2026-01-01T00:00:03Z")]
    [InlineData(0, 60, "2026-01-01T00:01:00Z")]
    [InlineData(0.25, 0.1, "2026-01-01T00:00:03Z")]
    [InlineData(0.25, 1, "2026-01-01T00:00:03Z")]
    [InlineData(0.25, 2, "2026-01-01T00:00:03Z")]
    [InlineData(0.25, 2.75, "2026-01-01T00:00:03Z")]
    [InlineData(0.25, 2.76, "2026-01-01T00:00:04Z")]
    public async Task Lifetime_is_sent_as_a_whole_second_ahead(double after, double seconds, string expected)
    {
        _bed.Time.Advance(TimeSpan.FromSeconds(after));

        await _bed.Storage.SetTextAsync("k", "v", TimeSpan.FromSeconds(seconds), Token).Within();

        Assert.Equal(expected, Assert.Single(_bed.LastSet()).Timeout);
    }

    [Fact]
    public async Task Smallest_lifetime_is_two_seconds()
    {
        await _bed.Storage.SetTextAsync("k", "v", TimeSpan.FromTicks(1), Token).Within();

        Assert.Equal("2026-01-01T00:00:02Z", Assert.Single(_bed.LastSet()).Timeout);
    }

    [Fact]
    public async Task Clock_in_another_zone_is_sent_as_UTC()
    {
        var time = new ManualTime(new DateTimeOffset(2026, 6, 1, 1, 30, 0, TimeSpan.FromHours(5)));
        var storage = new KeyValueStorage(_bed.Caller, TestBed.StorageName, new KeyValueOptions { TimeProvider = time });

        await storage.SetTextAsync("k", "v", TimeSpan.FromSeconds(10), Token).Within();

        Assert.Equal("2026-05-31T20:30:10Z", Assert.Single(_bed.LastSet()).Timeout);
    }

    [Theory]
    [InlineData("10675199.02:48:05.4775807")]
    [InlineData("2913000.00:00:00")]
    public async Task Lifetime_beyond_the_calendar_is_none(string ttl)
    {
        await _bed.Storage.SetTextAsync("k", "v", TimeSpan.Parse(ttl, CultureInfo.InvariantCulture), Token).Within();

        Assert.Empty(Assert.Single(_bed.LastSet()).Timeout);
    }

    [Fact]
    public async Task Last_second_of_the_calendar_is_sent()
    {
        var end = new DateTimeOffset(9999, 12, 31, 23, 59, 58, 500, TimeSpan.Zero);

        await _bed.Storage.SetTextAsync("k", "v", end - _bed.Time.GetUtcNow(), Token).Within();

        Assert.Equal("9999-12-31T23:59:59Z", Assert.Single(_bed.LastSet()).Timeout);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public async Task Lifetime_that_is_over_is_refused_before_anything_is_sent(long ticks)
    {
        var ttl = TimeSpan.FromTicks(ticks);
        Func<Task>[] writes =
        [
            () => _bed.Storage.SetAsync("k", default, ttl, Token).Within(),
            () => _bed.Storage.SetTextAsync("k", "v", ttl, Token).Within(),
            () => _bed.Storage.SetManyAsync([], ttl, Token).Within(),
            () => _bed.Storage.TrySetAsync("k", default, ttl, Token).Within(),
            () => _bed.Storage.ExpireAsync("k", ttl, Token).Within(),
        ];

        foreach (var write in writes)
        {
            Assert.Equal("ttl", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(write)).ParamName);
        }

        Assert.Empty(_bed.Methods);
    }

    [Fact]
    public async Task Change_of_a_lifetime_sends_the_value_again_and_never_MExpire()
    {
        await _bed.Storage.SetTextAsync("k", "v", cancellationToken: Token).Within();
        _bed.Caller.Calls.Clear();

        Assert.True(await _bed.Storage.ExpireAsync("k", TimeSpan.FromSeconds(30), Token).Within());
        Assert.False(await _bed.Storage.ExpireAsync("missing", TimeSpan.FromSeconds(30), Token).Within());

        Assert.Equal(["kv.MGet", "kv.Set", "kv.MGet"], _bed.Methods);
        var item = Assert.Single(_bed.LastSet());
        Assert.Equal(("k", "v", "2026-01-01T00:00:30Z"), (item.Key, item.Value.ToStringUtf8(), item.Timeout));
    }

    [Theory]
    [InlineData("2026-11-20T07:01:01Z", "2026-11-20T07:01:01.0000000+00:00")]
    [InlineData("2026-11-20T09:01:01+02:00", "2026-11-20T07:01:01.0000000+00:00")]
    [InlineData("2026-11-20T07:01:01.123456789Z", "2026-11-20T07:01:01.1234568+00:00")]
    public void Time_of_a_server_is_read_in_any_form_of_RFC_3339(string text, string expected)
    {
        Assert.True(Lifetime.TryParse(text, out var end));
        Assert.Equal(expected, end.ToString("O", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Time_that_is_none_is_a_typed_error()
    {
        _bed.Server.Store(new KvItem { Key = "k", Timeout = "soon" });

        var error = await Assert.ThrowsAsync<SerializationException>(() => _bed.Storage.TtlAsync("k", Token).Within());

        Assert.Equal((SerializationError.CannotRead, "k"), (error.Error, error.Key));
    }
}
