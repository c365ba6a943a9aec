namespace Spiral.RoadRunner.KeyValue.Tests;

/// <summary>What every storage does alike, whatever stands behind it: a fake, the host's memory driver, redis.</summary>
/// <param name="open">Opens a storage that nobody else uses at the same time: one of the tests clears it.</param>
/// <param name="elapse">Lets the time pass, on the clock of the storage and on the one of the server.</param>
public abstract class KeyValueContract(Func<ValueTask<KeyValueStorage>> open, Func<TimeSpan, ValueTask> elapse)
{
    private readonly string _run = Guid.NewGuid().ToString("N");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Value_of_any_bytes_comes_back()
    {
        var storage = await open();
        byte[] every = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        await storage.SetAsync(Key("every"), every, cancellationToken: Token).Within();
        await storage.SetAsync(Key("empty"), default, cancellationToken: Token).Within();

        Assert.Equal(every, await storage.GetAsync(Key("every"), Token).Within());
        Assert.Equal(Array.Empty<byte>(), await storage.GetAsync(Key("empty"), Token).Within());
    }

    [Fact]
    public async Task Value_of_a_mebibyte_comes_back()
    {
        var storage = await open();
        var big = new byte[1024 * 1024];
        new Random(3).NextBytes(big);
        await storage.SetAsync(Key("big"), big, cancellationToken: Token).Within();

        Assert.Equal(big, await storage.GetAsync(Key("big"), Token).Within());
    }

    [Fact]
    public async Task Ten_thousand_values_in_one_request_come_back_in_the_order_asked_for()
    {
        var storage = await open();
        string[] keys = [.. Enumerable.Range(0, 10_000).Select(number => Key($"many{number}"))];
        await storage.SetManyAsync(keys.Select(key => KeyValuePair.Create(key, key)), ValueSerializers.Text, cancellationToken: Token).Within();

        var results = await storage.GetManyAsync(keys.Reverse(), ValueSerializers.Text, Token).Within();

        Assert.Equal(keys.Reverse(), results.Select(result => result.Key));
        Assert.Equal(keys.Reverse(), results.Select(result => result.Value));
        await storage.DeleteManyAsync(keys, Token).Within();
        Assert.DoesNotContain(true, await storage.HasManyAsync(keys, Token).Within());
    }

    [Fact]
    public async Task Keys_are_any_text()
    {
        var storage = await open();
        string[] keys = [Key("ключ"), Key("鍵 \n\t"), Key("nul\0nul"), Key("🔑")];
        await storage.SetManyAsync(keys.Select(key => KeyValuePair.Create(key, key)), ValueSerializers.Text, cancellationToken: Token).Within();

        foreach (var key in keys)
        {
            Assert.Equal(key, await storage.GetTextAsync(key, Token).Within());
        }
    }

    [Fact]
    public async Task Missing_keys_are_no_error()
    {
        var storage = await open();
        await storage.SetTextAsync(Key("there"), "1", cancellationToken: Token).Within();

        Assert.Null(await storage.GetAsync(Key("missing"), Token).Within());
        Assert.Null(await storage.GetTextAsync(Key("missing"), Token).Within());
        Assert.Null(await storage.TtlAsync(Key("missing"), Token).Within());
        Assert.False(await storage.HasAsync(Key("missing"), Token).Within());
        await storage.DeleteAsync(Key("missing"), Token).Within();
        var results = await storage.GetManyAsync([Key("missing"), Key("there"), Key("missing"), Key("there")], ValueSerializers.Text, Token).Within();
        Assert.Equal(["-", "1", "-", "1"], results.Select(result => result.GetValueOrDefault("-")));
        Assert.Equal([false, true, false], await storage.HasManyAsync([Key("missing"), Key("there"), Key("missing")], Token).Within());
    }

    [Fact]
    public async Task Calls_without_keys_do_nothing()
    {
        var storage = await open();
        await storage.SetManyAsync([], cancellationToken: Token).Within();
        await storage.DeleteManyAsync([], Token).Within();

        Assert.Empty(await storage.GetManyAsync([], Token).Within());
        Assert.Empty(await storage.HasManyAsync([], Token).Within());
        Assert.Empty(await storage.TtlManyAsync([], Token).Within());
    }

    [Fact]
    public async Task Deleted_and_cleared_values_are_gone()
    {
        var storage = await open();
        await storage.SetTextAsync(Key("a"), "1", cancellationToken: Token).Within();
        await storage.SetTextAsync(Key("b"), "2", cancellationToken: Token).Within();

        await storage.DeleteAsync(Key("a"), Token).Within();
        Assert.Equal([false, true], await storage.HasManyAsync([Key("a"), Key("b")], Token).Within());
        await storage.ClearAsync(Token).Within();
        Assert.False(await storage.HasAsync(Key("b"), Token).Within());
    }

    [Fact]
    public async Task Unknown_storage_is_named_by_every_method()
    {
        var storage = new KeyValueStorage((await open()).Caller, "Nowhere");
        Func<Task>[] calls =
        [
            () => storage.HasAsync("a", Token).Within(),
            () => storage.GetAsync("a", Token).Within(),
            () => storage.SetAsync("a", default, cancellationToken: Token).Within(),
            () => storage.TtlAsync("a", Token).Within(),
            () => storage.DeleteAsync("a", Token).Within(),
            () => storage.ClearAsync(Token).Within(),
        ];

        foreach (var call in calls)
        {
            var error = await Assert.ThrowsAsync<StorageException>(call);
            Assert.Equal(StorageError.UnknownStorage, error.Error);
            Assert.Equal("nowhere", error.Storage);
            Assert.Contains("no such storage: nowhere", error.ServerText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Expired_value_is_gone()
    {
        var storage = await open();
        await storage.SetTextAsync(Key("short"), "1", TimeSpan.FromSeconds(3), Token).Within();
        await storage.SetTextAsync(Key("long"), "2", TimeSpan.FromMinutes(5), Token).Within();
        Assert.Equal("1", await storage.GetTextAsync(Key("short"), Token).Within());

        await elapse(TimeSpan.FromSeconds(5));

        Assert.Null(await storage.GetAsync(Key("short"), Token).Within());
        Assert.Equal([false, true], await storage.HasManyAsync([Key("short"), Key("long")], Token).Within());
        Assert.Null(await storage.TtlAsync(Key("short"), Token).Within());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(999)]
    public async Task Value_with_a_short_life_lives_but_not_for_ever(int milliseconds)
    {
        var storage = await open();
        await storage.SetTextAsync(Key("brief"), "1", TimeSpan.FromMilliseconds(milliseconds), Token).Within();
        Assert.Equal("1", await storage.GetTextAsync(Key("brief"), Token).Within());

        await elapse(TimeSpan.FromSeconds(4));

        Assert.Null(await storage.GetAsync(Key("brief"), Token).Within());
    }

    [Fact]
    public async Task Refused_lifetime_leaves_the_value_that_is_there()
    {
        var storage = await open();
        await storage.SetTextAsync(Key("kept"), "1", cancellationToken: Token).Within();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => storage.SetTextAsync(Key("kept"), "2", TimeSpan.Zero, Token).Within());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => storage.ExpireAsync(Key("kept"), TimeSpan.FromSeconds(-1), Token).Within());

        Assert.Equal("1", await storage.GetTextAsync(Key("kept"), Token).Within());
    }

    [Fact]
    public async Task Lifetime_can_be_asked_for_changed_and_taken_off()
    {
        var storage = await open();
        await storage.SetTextAsync(Key("t"), "1", TimeSpan.FromMinutes(1), Token).Within();
        await AssertTtlAsync(storage, TimeSpan.FromMinutes(1));

        Assert.True(await storage.ExpireAsync(Key("t"), TimeSpan.FromMinutes(10), Token).Within());
        await AssertTtlAsync(storage, TimeSpan.FromMinutes(10));

        Assert.True(await storage.ExpireAsync(Key("t"), ttl: null, Token).Within());
        Assert.Null(await storage.TtlAsync(Key("t"), Token).Within());
        await elapse(TimeSpan.FromSeconds(4));
        Assert.Equal("1", await storage.GetTextAsync(Key("t"), Token).Within());
        Assert.False(await storage.ExpireAsync(Key("missing"), TimeSpan.FromMinutes(1), Token).Within());
        Assert.False(await storage.HasAsync(Key("missing"), Token).Within());
    }

    [Fact]
    public async Task Write_without_lifetime_takes_an_earlier_one_off()
    {
        var storage = await open();
        await storage.SetTextAsync(Key("w"), "1", TimeSpan.FromSeconds(3), Token).Within();
        await storage.SetTextAsync(Key("w"), "2", cancellationToken: Token).Within();

        await elapse(TimeSpan.FromSeconds(5));

        Assert.Equal("2", await storage.GetTextAsync(Key("w"), Token).Within());
    }

    [Fact]
    public async Task Sixteen_callers_share_a_storage()
    {
        var storage = await open();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async caller =>
        {
            for (var round = 0; round < 50; round++)
            {
                await storage.SetTextAsync(Key($"c{caller}"), $"{caller}:{round}", cancellationToken: Token);
                Assert.Equal($"{caller}:{round}", await storage.GetTextAsync(Key($"c{caller}"), Token));
            }
        })).Within();
    }

    [Fact]
    public async Task Counter_loses_no_increment_of_sixteen_callers()
    {
        var storage = await open();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            var counter = new PoolCounter(storage, Key("n"), new PoolCounterOptions { LockWait = TestLimit.Generous });
            for (var round = 0; round < 25; round++)
            {
                await counter.IncrementAsync(Token);
            }
        })).Within();

        Assert.Equal(400, await new PoolCounter(storage, Key("n")).ReadAsync(Token).Within());
    }

    private string Key(string name) => $"{_run}.{name}";

    // Rounded up by at most 2 s; drivers that count what is left may show a second less.
    private async Task AssertTtlAsync(KeyValueStorage storage, TimeSpan ttl)
    {
        var left = await storage.TtlAsync(Key("t"), Token).Within() - storage.TimeProvider.GetUtcNow();
        Assert.InRange(left!.Value, ttl - TimeSpan.FromSeconds(20), ttl + TimeSpan.FromSeconds(2));
    }
}
