using System.Globalization;
using RoadRunner.Host.KeyValue;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.KeyValue;

/// <summary>Keys and values, on any driver.</summary>
public abstract class StoreValuesTests : StoreContract
{
    [Fact]
    public async Task Values_may_hold_any_byte()
    {
        var bytes = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        await SetAsync(new KeyValueItem("all", bytes), new KeyValueItem("none", Array.Empty<byte>()));

        var found = await GetAsync("all", "none");

        Assert.Equal(["all", "none"], found.Select(item => item.Key));
        Assert.Equal(bytes, found[0].Value.ToArray());
        Assert.Equal(0, found[1].Value.Length);
        Assert.All(found, item => Assert.Equal("", item.Timeout));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("two words\r\n")]
    [InlineData("\u043a\u043b\u044e\u0447 \ud83d\udd11")]
    [InlineData("{slot}:1")]
    public async Task Keys_may_hold_any_character(string key)
    {
        await SetAsync(Item(key, "1"), Item(key + "x", "2"));

        Assert.Equal([key], await HasAsync(key));
        Assert.Equal($"{key}=1", await TextAsync(key));
    }

    [Fact]
    public async Task A_value_may_have_a_MiB()
    {
        var bytes = new byte[1 << 20];
        new Random(1).NextBytes(bytes);
        await SetAsync(new KeyValueItem("big", bytes));

        var found = Assert.Single(await GetAsync("big"));

        Assert.True(found.Value.Span.SequenceEqual(bytes));
    }

    [Fact]
    public async Task One_Set_may_have_10000_keys()
    {
        var items = Enumerable.Range(0, 10_000).Select(number => Item(Name(number), Name(-number), In(60))).ToArray();
        await SetAsync(items);

        var found = await GetAsync([.. items.Select(item => item.Key)]);

        Assert.Equal(items.Select(item => item.Key), found.Select(item => item.Key));
        Assert.All(found.Zip(items), pair => Assert.True(pair.First.Value.Span.SequenceEqual(pair.Second.Value.Span)));
        Assert.Equal(10_000, (await HasAsync([.. items.Select(item => item.Key)])).Count);

        static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_reply_has_the_order_of_the_request_each_key_once_and_missing_ones_not_at_all()
    {
        await SetAsync(Item("a", "1"), Item("b", "2"), Item("c", "3"));

        Assert.Equal(["c", "a"], await HasAsync("c", "missing", "a", "c"));
        Assert.Equal("c=3 a=1", await TextAsync("c", "a", "missing", "c", "a"));
    }

    [Fact]
    public async Task A_value_is_overwritten_and_of_one_key_twice_the_last_stays()
    {
        await SetAsync(Item("a", "1"));
        await SetAsync(Item("a", "2"), Item("b", "1"), Item("b", "2"));

        Assert.Equal("a=2 b=2", await TextAsync("a", "b"));
    }

    [Fact]
    public async Task A_value_is_copied_before_Set_returns()
    {
        var bytes = "before"u8.ToArray();
        var set = Store.SetAsync([new KeyValueItem("a", bytes)], None);
        "after!"u8.CopyTo(bytes);
        await set.Within();

        Assert.Equal("a=before", await TextAsync("a"));
    }

    [Fact]
    public async Task Deleted_and_cleared_keys_are_gone()
    {
        await SetAsync(Item("a", "1"), Item("b", "2", In(60)), Item("c", "3"));
        await DeleteAsync("a", "missing", "a");

        Assert.Equal(["b", "c"], await HasAsync("a", "b", "c"));

        await Store.ClearAsync(None);

        Assert.Empty(await HasAsync("b", "c"));
        Assert.Null(await TimeoutAsync("b"));
    }

    [Fact]
    public async Task Calls_without_items_do_nothing()
    {
        await SetAsync(Item("a", "1"));
        await SetAsync();
        await ExpireAsync();

        Assert.Empty(await HasAsync());
        Assert.Empty(await GetAsync());
        Assert.Empty(await Store.TtlAsync([], None));
        Assert.Equal(["a"], await HasAsync("a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t\u00a0")]
    public async Task A_blank_key_is_stored_but_asking_for_it_fails_the_whole_call(string key)
    {
        await SetAsync(Item("a", "1"), Item(key, "x"));

        var errors = new[]
        {
            (await FailsAsync(() => HasAsync("a", key))).ReplyText("rpc_has"),
            (await FailsAsync(() => GetAsync("a", key))).ReplyText("rpc_mget"),
            (await FailsAsync(() => Store.TtlAsync(["a", key], None).Within())).ReplyText("rpc_ttl"),
            (await FailsAsync(() => DeleteAsync("a", key))).ReplyText("rcp_delete"),
        };

        Assert.Equal(
            [
                $"rpc_has: key can't be empty string:\n\t{Operations}has",
                $"rpc_mget: key can't be empty string:\n\t{Operations}mget",
                $"rpc_ttl: key can't be empty string:\n\t{Operations}ttl",
                $"rcp_delete: key can't be empty string:\n\t{Operations}delete",
            ],
            errors);
        Assert.Equal(["a"], await HasAsync("a"));
    }

    [Fact]
    public async Task Many_writers_at_once_lose_and_mix_up_nothing()
    {
        const int writers = 32;
        const int rounds = 50;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync(writer), None))).Within();

        for (var writer = 0; writer < writers; writer++)
        {
            Assert.Equal($"w{writer}={rounds - 1}", await TextAsync($"w{writer}"));
        }

        Assert.Matches("^shared=w[0-9]+:[0-9]+$", await TextAsync("shared"));
        Assert.Null(await TimeoutAsync("shared"));

        async Task WriteAsync(int writer)
        {
            for (var round = 0; round < rounds; round++)
            {
                await SetAsync(Item($"w{writer}", $"{round}"), Item("shared", $"w{writer}:{round}", In(60)), Item("shared", $"w{writer}:{round}"));
                Assert.Equal($"w{writer}={round}", await TextAsync($"w{writer}"));
            }
        }
    }
}
