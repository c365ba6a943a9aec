using System.Globalization;
using RoadRunner.Host.KeyValue;
using Xunit;

namespace RoadRunner.Host.Tests.KeyValue;

public sealed class RedisStoreTests(RedisFixture redis) : StoreLifetimeTests, IClassFixture<RedisFixture>
{
    private readonly RedisStore _store = RedisStores.Create(redis.Server.Port);

    private protected override IKeyValueStore Store => _store;

    private protected override TimeProvider Time => TimeProvider.System;

    private protected override string Operations => "redis_driver_";

    private protected override string ExpireNesting => ": ";

    private protected override string ExpireWithoutTimeout => "should set timeout and at least one key";

    private protected override Task PassAsync(TimeSpan time) => redis.Server.PassAsync(time);

    [Fact]
    public async Task Set_keeps_a_timeout_to_the_millisecond()
    {
        await SetAsync(Item("a", "1", In(90.5)));

        Assert.InRange(await MillisecondsLeftAsync("a"), 30_000, 90_501);
        await SetAsync(Item("a", "1", "9999-12-31T23:59:59.5Z"));
        Assert.NotEqual(0, await MillisecondsLeftAsync("a") % 1000);
    }

    [Fact]
    public async Task Expire_cuts_to_whole_seconds_and_makes_less_than_one_a_second()
    {
        await SetAsync(Item("cut", "1"), Item("least", "2"));
        await ExpireAsync(Item("cut", timeout: In(90.9)), Item("least", timeout: In(0.9)));

        Assert.InRange(await MillisecondsLeftAsync("least"), -2, 1000);
        Assert.InRange(await MillisecondsLeftAsync("cut"), 30_000, 90_000);
    }

    [Fact]
    public async Task Ttl_returns_whole_seconds_in_UTC()
    {
        await SetAsync(Item("a", "1", In(90)));

        Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", await TimeoutAsync("a"));
    }

    [Fact]
    public async Task Ttl_leaves_out_a_key_without_timeout()
    {
        await SetAsync(Item("a", "1"), Item("past", "2", In(-1)));

        Assert.Empty(await Store.TtlAsync(["a", "missing", "past"], None));
    }

    [Fact]
    public async Task Delete_without_keys_fails_as_redis_does()
    {
        var error = await FailsAsync(() => DeleteAsync());

        Assert.Equal("rcp_delete: ERR wrong number of arguments for 'del' command", error.ReplyText("rcp_delete"));
        Assert.Equal(KeyValueFault.Refused, error.Fault);
    }

    [Fact]
    public async Task A_value_may_have_60_MiB()
    {
        var bytes = new byte[60 << 20];
        new Random(1).NextBytes(bytes);
        await SetAsync(new KeyValueItem("big", bytes));

        Assert.True(Assert.Single(await GetAsync("big")).Value.Span.SequenceEqual(bytes));
    }

    [Fact]
    public async Task Clear_empties_its_own_database_and_no_other()
    {
        await using var other = RedisStores.Create(redis.Server.Port, database: 3);
        await SetAsync(Item("a", "1"));
        await other.SetAsync([Item("a", "2")], None);
        await Store.ClearAsync(None);

        Assert.Empty(await HasAsync("a"));
        Assert.Equal(["a"], await other.HasAsync(["a"], None));
    }

    [Fact]
    public async Task What_redis_answers_is_the_error()
    {
        await redis.Server.CommandAsync("CONFIG", "SET", "maxmemory", "1");
        var error = await FailsAsync(() => SetAsync(Item("a", "1")));
        await redis.Server.CommandAsync("CONFIG", "SET", "maxmemory", "0");

        Assert.Equal("rpc_set: OOM command not allowed when used memory > 'maxmemory'.", error.ReplyText("rpc_set"));
    }

    private async Task<long> MillisecondsLeftAsync(string key) => long.Parse(await redis.Server.CommandAsync("PTTL", key), CultureInfo.InvariantCulture);
}
