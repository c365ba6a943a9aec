namespace Spiral.RoadRunner.KeyValue.Tests;

public sealed class ArgumentTests
{
    private readonly TestBed _bed = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t\u00a0")]
    public async Task Key_that_is_none_is_refused_before_anything_is_sent(string key)
    {
        var storage = _bed.Storage;
        Func<Task>[] calls =
        [
            () => storage.HasAsync(key, Token).Within(),
            () => storage.HasManyAsync(["good", key], Token).Within(),
            () => storage.GetAsync(key, Token).Within(),
            () => storage.GetManyAsync(["good", key], Token).Within(),
            () => storage.TryGetAsync(key, Token).Within(),
            () => storage.SetAsync(key, default, cancellationToken: Token).Within(),
            () => storage.TrySetAsync(key, default, cancellationToken: Token).Within(),
            () => storage.SetManyAsync([new("good", default), new(key, default)], cancellationToken: Token).Within(),
            () => storage.TtlAsync(key, Token).Within(),
            () => storage.DeleteAsync(key, Token).Within(),
            () => storage.ExpireAsync(key, TimeSpan.FromSeconds(9), Token).Within(),
        ];

        foreach (var call in calls)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(call);
        }

        Assert.Empty(_bed.Methods);
    }

    [Fact]
    public async Task Key_that_UTF8_cannot_carry_is_refused_before_anything_is_sent()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _bed.Storage.GetAsync("half \ud800", Token).Within());

        Assert.Empty(_bed.Methods);
    }

    [Fact]
    public async Task Calls_without_keys_send_nothing()
    {
        await _bed.Storage.SetManyAsync([], cancellationToken: Token).Within();
        await _bed.Storage.SetManyAsync([], ValueSerializers.Text, cancellationToken: Token).Within();
        await _bed.Storage.DeleteManyAsync([], Token).Within();
        await _bed.Storage.GetManyAsync([], Token).Within();
        await _bed.Storage.HasManyAsync([], Token).Within();
        await _bed.Storage.TtlManyAsync([], Token).Within();

        Assert.Empty(_bed.Methods);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Storage_without_a_name_is_refused(string name) => Assert.Throws<ArgumentException>(() => new KeyValueStorage(_bed.Caller, name));

    [Fact]
    public async Task Name_of_a_storage_is_lowered()
    {
        var storage = _bed.Open("LoCaL");

        await storage.SetTextAsync("k", "v", cancellationToken: Token).Within();

        Assert.Equal("local", storage.Name);
        Assert.Equal("v", await _bed.Storage.GetTextAsync("k", Token).Within());
    }

    [Fact]
    public async Task Time_limit_of_the_options_goes_with_every_call()
    {
        var storage = new KeyValueStorage(_bed.Caller, TestBed.StorageName, new KeyValueOptions { CallTimeout = TimeSpan.FromSeconds(3) });

        await storage.SetTextAsync("k", "v", cancellationToken: Token).Within();
        await _bed.Storage.HasAsync("k", Token).Within();

        Assert.Equal([TimeSpan.FromSeconds(3), null], _bed.Caller.Calls.Select(call => call.Timeout));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyValueOptions { CallTimeout = TimeSpan.Zero });
    }

    [Fact]
    public async Task Bytes_of_the_caller_are_copied_before_the_method_returns()
    {
        var value = new byte[] { 1 };
        var go = new TaskCompletionSource();
        _bed.Caller.Before = (_, _) => go.Task;

        var write = _bed.Storage.SetAsync("k", value, cancellationToken: Token);
        value[0] = 2;
        go.SetResult();
        await write.Within();

        Assert.Equal([1], _bed.Server.Stored("k"));
    }
}
