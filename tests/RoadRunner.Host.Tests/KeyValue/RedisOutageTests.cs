using System.Net;
using System.Net.Sockets;
using RoadRunner.Host.KeyValue;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.KeyValue;

public sealed class RedisOutageTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_redis_that_goes_and_comes_back_costs_the_calls_in_between()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.StopAsync();
        await using var store = RedisStores.Create(redis.Port);

        for (var round = 0; round < 3; round++)
        {
            var error = await FailsAsync(store);
            Assert.Equal($"rpc_has: dial tcp 127.0.0.1:{redis.Port}: connect: connection refused", error.ReplyText("rpc_has"));
            Assert.Equal(KeyValueFault.Unavailable, error.Fault);

            await redis.StartAgainAsync();
            await SetAsync(store, "a");
            Assert.Equal(["a"], await store.HasAsync(["a"], None).Within());
            await redis.StopAsync();
            await UntilLostAsync(store);
        }
    }

    [Fact]
    public async Task Calls_at_the_same_time_all_fail_and_all_recover()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.StopAsync();
        await using var store = RedisStores.Create(redis.Port);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => FailsAsync(store)));
        await redis.StartAgainAsync();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => SetAsync(store, $"k{number}")));

        Assert.Equal(50, (await store.HasAsync([.. Enumerable.Range(0, 50).Select(number => $"k{number}")], None)).Count);
    }

    [Fact]
    public async Task A_redis_that_does_not_answer_fails_the_call_after_the_timeout_and_may_go_on()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = RedisStores.Create(redis.Port, readSeconds: 0.5);
        await using var patient = RedisStores.Create(redis.Port);
        await SetAsync(store, "a");
        await redis.FreezeAsync();

        var error = await FailsAsync(store);
        Assert.Equal($"rpc_has: read tcp 127.0.0.1:{redis.Port}: i/o timeout", error.ReplyText("rpc_has"));

        var waiting = patient.HasAsync(["a"], None).AsTask();
        await redis.ThawAsync();
        Assert.Equal(["a"], await waiting.Within());
    }

    [Fact]
    public async Task A_server_that_is_not_redis_fails_the_call_after_the_dial_timeout()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        await using var store = RedisStores.Create(port, dialSeconds: 0.3);

        var error = await FailsAsync(store);

        Assert.Equal($"rpc_has: dial tcp 127.0.0.1:{port}: i/o timeout", error.ReplyText("rpc_has"));
    }

    [Fact]
    public async Task A_caller_that_gives_up_gets_its_own_cancellation()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = RedisStores.Create(redis.Port);
        await SetAsync(store, "a");
        await redis.FreezeAsync();
        using var patience = new CancellationTokenSource();

        var call = store.HasAsync(["a"], patience.Token).AsTask();
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        await redis.ThawAsync();
        Assert.Equal(["a"], await store.HasAsync(["a"], None).Within());
    }

    [Theory]
    [InlineData(null, "NOAUTH Authentication required.")]
    [InlineData("wrong-secret", "WRONGPASS invalid username-password pair or user is disabled.")]
    public async Task A_password_that_redis_refuses_is_an_error_that_does_not_show_it(string? password, string expected)
    {
        await using var redis = await RedisServer.StartAsync("--requirepass", "right-secret");
        await using var store = RedisStores.Create(redis.Port, password);

        var error = await FailsAsync(store);

        Assert.EndsWith(expected, error.ReplyText("rpc_has"), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);

        await using var right = RedisStores.Create(redis.Port, "right-secret");
        await SetAsync(right, "a");
        Assert.Equal(["a"], await right.HasAsync(["a"], None).Within());
    }

    [Fact]
    public async Task A_disposed_store_fails_its_calls()
    {
        await using var redis = await RedisServer.StartAsync();
        var store = RedisStores.Create(redis.Port);
        await SetAsync(store, "a");
        await store.DisposeAsync();
        await store.DisposeAsync();

        Assert.Equal("rpc_has: redis: client is closed", (await FailsAsync(store)).ReplyText("rpc_has"));
    }

    private static Task SetAsync(RedisStore store, string key) => store.SetAsync([new KeyValueItem(key, "1"u8.ToArray())], None).Within();

    private static async Task<KeyValueException> FailsAsync(RedisStore store) =>
        await Assert.ThrowsAsync<KeyValueException>(() => store.HasAsync(["a"], None).Within());

    // The first calls after the end may still meet the broken connection; every one of them fails, and soon with the reason.
    private static async Task UntilLostAsync(RedisStore store)
    {
        while (!(await FailsAsync(store)).Message.StartsWith("dial", StringComparison.Ordinal))
        {
        }
    }
}
