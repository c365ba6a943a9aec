using Microsoft.Extensions.Options;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

public sealed class RateLimitTests : IAsyncDisposable
{
    private const string Over = "Respond Too many messages\r\n";

    private readonly TestPool _pool = new();

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData(TestPool.Storage)]
    public async Task Burst_passes_and_permits_come_back_with_time(string? storage)
    {
        var worker = await StartAsync(o => (o.Burst, o.PermitsPerSecond, o.Storage) = (3, 0.5, storage));

        Assert.Equal(["Respond 1", "Respond 2", "Respond 3", Over, Over], [.. await SayAllAsync(worker, "a", "1", "2", "3", "4", "5")]);
        _pool.Time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(Over, await worker.SayAsync("a", "6"));
        _pool.Time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(["Respond 7", Over], [.. await SayAllAsync(worker, "a", "7", "8")]);
        _pool.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["Respond 1", "Respond 2", "Respond 3", Over], [.. await SayAllAsync(worker, "a", "1", "2", "3", "4")]);
        Assert.Equal(5, worker.Logged(1377));
    }

    [Theory]
    [InlineData(RateLimitKey.Connection, "Respond 2", "Respond 3")]
    [InlineData(RateLimitKey.Address, Over, "Respond 3")]
    [InlineData(RateLimitKey.Server, Over, Over)]
    public async Task Key_says_who_shares(RateLimitKey key, string sameAddress, string otherAddress)
    {
        var worker = await StartAsync(o => (o.Burst, o.Key) = (1, key));

        Assert.Equal("Respond 1", await worker.SayAsync("a", "1", "192.0.2.7:1"));
        Assert.Equal(sameAddress, await worker.SayAsync("b", "2", "192.0.2.7:2"));
        Assert.Equal(otherAddress, await worker.SayAsync("c", "3", "192.0.2.8:1"));
    }

    [Fact]
    public async Task Connection_can_be_closed_and_events_other_than_messages_are_free()
    {
        var worker = await StartAsync(o => (o.Burst, o.Action, o.Reply) = (1, RateLimitAction.Close, "slow down\r\n"));

        Assert.Equal("Read", await worker.ConnectAsync("a"));
        Assert.Equal("Respond 1", await worker.SayAsync("a", "1"));
        Assert.Equal("RespondClose slow down\r\n", await worker.SayAsync("a", "2"));
        Assert.Equal("Read", await worker.CloseAsync("a"));
        Assert.Equal("Respond 3", await worker.SayAsync("a", "3"));
    }

    [Fact]
    public async Task Memory_is_bounded_by_forgetting_the_oldest()
    {
        var worker = await StartAsync(o => (o.Burst, o.Capacity) = (1, 2));

        Assert.Equal("Respond 1", await worker.SayAsync("a", "1"));
        Assert.Equal("Respond 1", await worker.SayAsync("b", "1"));
        Assert.Equal("Respond 1", await worker.SayAsync("c", "1"));
        Assert.Equal(Over, await worker.SayAsync("b", "2"));
        Assert.Equal("Respond 2", await worker.SayAsync("a", "2"));
    }

    [Fact]
    public async Task Storage_makes_workers_count_together_for_a_read_and_a_write()
    {
        var one = await StartAsync(o => (o.Burst, o.Storage) = (2, TestPool.Storage));
        var other = await StartAsync(o => (o.Burst, o.Storage) = (2, TestPool.Storage));

        Assert.Equal("Respond 1", await one.SayAsync("a", "1"));
        Assert.Equal("Respond 2", await other.SayAsync("a", "2"));
        Assert.Equal(Over, await one.SayAsync("a", "3"));
        Assert.Equal(["kv.MGet", "kv.Set", "kv.MGet", "kv.Set", "kv.MGet", "kv.Set"], _pool.Values.Calls.Select(call => call.Method));
    }

    [Theory]
    [InlineData(StoreFailurePolicy.FailOpen, "Respond 1")]
    [InlineData(StoreFailurePolicy.FailClosed, Over)]
    public async Task Storage_that_fails_is_a_matter_of_the_policy(StoreFailurePolicy policy, string answer)
    {
        var worker = await StartAsync(o => (o.Storage, o.OnStoreFailure) = ("unknown", policy));

        Assert.Equal(answer, await worker.SayAsync("a", "1"));
        Assert.Equal(answer, await worker.SayAsync("a", "1"));
        Assert.Equal(1, worker.Logged(1372));
    }

    [Fact]
    public async Task Stored_bytes_of_somebody_else_are_a_full_allowance()
    {
        _pool.Server.Store("tcp/rate/echo/a", 1, 2, 3);
        _pool.Server.Store("tcp/rate/echo/b", [.. BitConverter.GetBytes(double.NaN), .. BitConverter.GetBytes(0.0)]);
        var worker = await StartAsync(o => (o.Burst, o.Storage) = (1, TestPool.Storage));

        Assert.Equal(["Respond 1", Over], [.. await SayAllAsync(worker, "a", "1", "2")]);
        Assert.Equal(["Respond 1", Over], [.. await SayAllAsync(worker, "b", "1", "2")]);
    }

    [Fact]
    public async Task Wrong_settings_are_told_all_at_once()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(o =>
            (o.Burst, o.PermitsPerSecond, o.Capacity, o.Key, o.Action, o.Reply) = (0, double.NaN, 0, (RateLimitKey)9, (RateLimitAction)9, null!)));

        string[] keys = [.. error.Failures.Select(failure => failure.Split(' ')[4])];
        Assert.Equal(["Burst", "PermitsPerSecond", "Capacity", "Key", "Action", "Reply"], keys);
    }

    private static async Task<List<string>> SayAllAsync(TestWorker worker, string uuid, params string[] texts)
    {
        List<string> answers = [];
        foreach (var text in texts)
        {
            answers.Add(await worker.SayAsync(uuid, text));
        }

        return answers;
    }

    private Task<TestWorker> StartAsync(Action<RateLimitOptions> configure) => _pool.StartAsync(server => server.UseRateLimit(configure));
}
