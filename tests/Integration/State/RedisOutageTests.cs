using RoadRunner.Integration.Fixture;
using Spiral.RoadRunner.KeyValue;
using Spiral.RoadRunner.Rpc;

namespace RoadRunner.Integration.State;

/// <summary>A redis that goes away behind a host: the link stays, each call says what is wrong before its own time is over.</summary>
public sealed class RedisOutageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_redis_that_is_killed_is_a_typed_error_until_it_is_back()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var host = await StartAsync(redis);
        await using var link = await host.LinkAsync();
        var storage = new KeyValueStorage(link, RpcFile.StorageName);
        await storage.SetTextAsync("a", "1", cancellationToken: Token);

        await redis.StopAsync();
        var error = await FailAsync(storage);
        while (!error.ServerText.Contains("connection refused", StringComparison.Ordinal))
        {
            // The host finds out by a call that its connection is gone.
            error = await FailAsync(storage);
        }

        Assert.Equal($"rpc_mget: dial tcp 127.0.0.1:{redis.Port}: connect: connection refused", error.ServerText);
        Assert.Equal(RpcLinkState.Connected, link.Health.State);
        await redis.StartAgainAsync();
        await storage.SetTextAsync("a", "2", cancellationToken: Token);
        Assert.Equal("2", await storage.GetTextAsync("a", Token));
    }

    [Fact]
    public async Task A_redis_that_does_not_answer_is_a_typed_error_after_its_timeout()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var host = await StartAsync(redis);
        await using var link = await host.LinkAsync();
        var storage = new KeyValueStorage(link, RpcFile.StorageName);
        await storage.SetTextAsync("a", "1", cancellationToken: Token);

        await redis.FreezeAsync();
        await FailAsync(storage);
        await redis.ThawAsync();

        Assert.Equal("1", await storage.GetTextAsync("a", Token));
        Assert.Equal(RpcLinkState.Connected, link.Health.State);
    }

    private static Task<HostUnderTest> StartAsync(RedisServer redis) => HostUnderTest.StartAsync(
        RpcFile.Recorder(workers: 1) with { UsesJournal = false, More = RpcFile.AnyPort + RpcFile.Storage(redis.Port, ", dial_timeout: 2s, read_timeout: 1s") });

    // A call that was too late would be a CommandTimeoutException.
    private static async Task<StorageException> FailAsync(KeyValueStorage storage)
    {
        var error = await Assert.ThrowsAsync<StorageException>(() => storage.GetAsync("a", Token).Within());
        Assert.Equal(StorageError.Failed, error.Error);
        return error;
    }
}
