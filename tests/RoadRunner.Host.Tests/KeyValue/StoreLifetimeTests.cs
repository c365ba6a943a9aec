using RoadRunner.Host.KeyValue;
using Xunit;

namespace RoadRunner.Host.Tests.KeyValue;

/// <summary>Timeouts, on any driver.</summary>
public abstract class StoreLifetimeTests : StoreValuesTests
{
    private const string NoTime = "parsing time \"not-a-time\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"not-a-time\" as \"2006\"";

    /// <summary>Gets what stands between the operation of the RPC method and the message when MExpire gets no time.</summary>
    private protected abstract string ExpireNesting { get; }

    private protected abstract string ExpireWithoutTimeout { get; }

    [Fact]
    public async Task A_key_is_gone_after_its_timeout_even_one_below_a_second()
    {
        await SetAsync(Item("short", "1", In(0.3)), Item("long", "2", In(60)), Item("ever", "3"));
        await PassAsync(TimeSpan.FromSeconds(0.3));

        Assert.Equal(["long", "ever"], await HasAsync("short", "long", "ever"));
        Assert.Equal("long=2 ever=3", await TextAsync("short", "long", "ever"));
        Assert.Empty(await Store.TtlAsync(["short"], None));
    }

    [Fact]
    public async Task Ttl_returns_the_times_that_were_set()
    {
        await SetAsync(Item("a", "1", In(90)), Item("b", "2", In(120)));

        var found = await Store.TtlAsync(["a", "missing", "b"], None);

        Assert.Equal(["a", "b"], found.Select(item => item.Key));
        Assert.All(found, item => Assert.Equal(0, item.Value.Length));
        Assert.InRange(await LeftAsync("a"), 60, 91);
        Assert.InRange(await LeftAsync("b"), 91.1, 121);
    }

    [Fact]
    public async Task A_Set_without_timeout_takes_the_old_one_away()
    {
        await SetAsync(Item("a", "1", In(0.3)));
        await SetAsync(Item("a", "2"));
        await PassAsync(TimeSpan.FromSeconds(0.3));

        Assert.Equal("a=2", await TextAsync("a"));
        Assert.Null(await TimeoutAsync("a"));
    }

    [Fact]
    public async Task A_Set_with_a_time_that_has_passed_keeps_the_value_without_timeout()
    {
        await SetAsync(Item("a", "1", In(-5)));

        Assert.Equal("a=1", await TextAsync("a"));
        Assert.Null(await TimeoutAsync("a"));
    }

    [Fact]
    public async Task A_Set_with_a_bad_time_stores_the_items_before_it_and_keeps_the_old_value()
    {
        await SetAsync(Item("bad", "old"));

        var error = await FailsAsync(() => SetAsync(Item("a", "1"), Item("bad", "new", "not-a-time"), Item("c", "3")));

        Assert.Equal($"rpc_set: {NoTime}", error.ReplyText("rpc_set"));
        Assert.Equal(KeyValueFault.BadTimeout, error.Fault);
        Assert.Equal("a=1 bad=old", await TextAsync("a", "bad", "c"));
    }

    [Fact]
    public async Task Expire_gives_an_existing_key_a_timeout_and_keeps_its_value()
    {
        await SetAsync(Item("a", "1"), Item("b", "2", In(30)));
        await ExpireAsync(Item("a", timeout: In(90)), Item("b", "ignored", In(90)), Item("missing", "x", In(90)));

        Assert.Equal("a=1 b=2", await TextAsync("a", "b", "missing"));
        Assert.InRange(await LeftAsync("a"), 60, 91);
        Assert.InRange(await LeftAsync("b"), 60, 91);

        await ExpireAsync(Item("a", timeout: In(1)), Item("b", timeout: In(1)));
        await PassAsync(TimeSpan.FromSeconds(1));

        Assert.Empty(await HasAsync("a", "b", "missing"));
    }

    [Fact]
    public async Task Expire_with_a_time_that_has_passed_deletes_the_key()
    {
        await SetAsync(Item("a", "1"), Item("b", "2", In(60)));
        await ExpireAsync(Item("a", timeout: In(-5)), Item("b", timeout: In(-0.001)));

        Assert.Empty(await HasAsync("a", "b"));
        Assert.Empty(await Store.TtlAsync(["a", "b"], None));
    }

    [Fact]
    public async Task Expire_with_a_bad_time_is_an_error_and_the_items_before_it_are_done()
    {
        await SetAsync(Item("a", "1"), Item("b", "2"));

        var error = await FailsAsync(() => ExpireAsync(Item("a", timeout: In(-5)), Item("b", timeout: "not-a-time")));

        Assert.Equal($"rpc_mexpire{ExpireNesting}{NoTime}", error.ReplyText("rpc_mexpire"));
        Assert.Equal(["b"], await HasAsync("a", "b"));
    }

    [Fact]
    public async Task Expire_without_key_or_time_is_an_error()
    {
        await SetAsync(Item("a", "1"));

        var noTime = await FailsAsync(() => ExpireAsync(Item("a")));
        var noKey = await FailsAsync(() => ExpireAsync(Item(" ", timeout: In(60))));

        Assert.Equal($"rpc_mexpire:\n\t{Operations}mexpire: {ExpireWithoutTimeout}", noTime.ReplyText("rpc_mexpire"));
        Assert.Equal(noTime.ReplyText("rpc_mexpire"), noKey.ReplyText("rpc_mexpire"));
        Assert.Equal("a=1", await TextAsync("a"));
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59-23:59")]
    [InlineData("9999-12-31T23:59:59.999999999Z")]
    public async Task A_time_at_the_end_of_the_calendar_is_a_timeout(string time)
    {
        await SetAsync(Item("a", "1", time));
        await ExpireAsync(Item("a", timeout: time));

        Assert.Equal("a=1", await TextAsync("a"));
        Assert.NotNull(await TimeoutAsync("a"));
    }

    private async Task<double> LeftAsync(string key)
    {
        Assert.True(TimeoutText.TryParse(await TimeoutAsync(key) ?? "", out var time, out var error), error);
        return (time - Time.GetUtcNow()).TotalSeconds;
    }
}
