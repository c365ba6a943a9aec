using Microsoft.Extensions.Logging.Abstractions;
using RoadRunner.Host.KeyValue;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.KeyValue;

/// <summary>Holds the drivers to the error replies of the transcripts, in their order.</summary>
public sealed class RecordedErrorsTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_memory_driver_fails_in_RoadRunners_words()
    {
        await using var store = new MemoryStore("store", TimeProvider.System, NullLogger.Instance);

        // The rest are errors of the registry, of the codec and of the method name.
        Assert.Equal(RecordedReplies.Errors("rpc-kv-memory").Take(8), await ErrorsAsync(store, deleteNothing: false));
    }

    [Fact]
    public async Task The_redis_driver_fails_in_RoadRunners_words()
    {
        await using var store = RedisStores.Create(redis.Server.Port);

        Assert.Equal(RecordedReplies.Errors("rpc-kv-redis"), await ErrorsAsync(store, deleteNothing: true));
    }

    private static async Task<IReadOnlyList<string>> ErrorsAsync(IKeyValueStore store, bool deleteNothing)
    {
        const string later = "2099-11-20T07:15:24Z";
        var errors = new List<string>
        {
            await ErrorAsync("rpc_set", () => store.SetAsync([new KeyValueItem("bad", "x"u8.ToArray(), "not-a-time")], None)),
            await ErrorAsync("rpc_mexpire", () => store.ExpireAsync([new KeyValueItem("a", Timeout: "not-a-time")], None)),
            await ErrorAsync("rpc_mexpire", () => store.ExpireAsync([new KeyValueItem("a")], None)),
            await ErrorAsync("rpc_has", async () => await store.HasAsync([""], None)),
            await ErrorAsync("rpc_mget", async () => await store.GetAsync([" "], None)),
            await ErrorAsync("rpc_ttl", async () => await store.TtlAsync([""], None)),
            await ErrorAsync("rcp_delete", () => store.DeleteAsync([""], None)),
            await ErrorAsync("rpc_mexpire", () => store.ExpireAsync([new KeyValueItem("", Timeout: later)], None)),
        };
        if (deleteNothing)
        {
            errors.Add(await ErrorAsync("rcp_delete", () => store.DeleteAsync([], None)));
        }

        return errors;
    }

    private static async Task<string> ErrorAsync(string operation, Func<ValueTask> call) =>
        (await Assert.ThrowsAsync<KeyValueException>(async () => await call().Within())).ReplyText(operation);
}
