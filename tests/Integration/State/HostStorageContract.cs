using System.Text.Json;
using Spiral.Goridge.Rpc;
using Spiral.RoadRunner.KeyValue.Tests;

namespace RoadRunner.Integration.State;

/// <summary>The contract of all storages on a real host, and what a client of ours would not even send.</summary>
public abstract class HostStorageContract(StorageHost host) : KeyValueContract(() => new(host.Storage), host.ElapseAsync)
{
    [Theory]
    [InlineData("kv.Has", "rpc_has: key can't be empty string")]
    [InlineData("kv.MGet", "rpc_mget: key can't be empty string")]
    [InlineData("kv.TTL", "rpc_ttl: key can't be empty string")]
    [InlineData("kv.MExpire", "rpc_mexpire:\n\t")]
    [InlineData("kv.Delete", "rcp_delete: key can't be empty string")]
    public async Task Empty_key_is_refused(string method, string start)
    {
        foreach (var key in (string[])["", "  "])
        {
            var request = $$"""{"storage":"shared","items":[{"key":"{{key}}","timeout":"2100-01-01T00:00:00Z"}]}""";

            var refused = await Assert.ThrowsAsync<RpcException>(() => host.AskAsync(method, request));

            Assert.StartsWith(start, refused.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Time_that_is_none_is_refused_and_the_value_stays()
    {
        var storage = host.Storage;
        await storage.SetTextAsync("timed", "1", cancellationToken: TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<RpcException>(() => host.AskAsync("kv.Set", """{"storage":"shared","items":[{"key":"timed","value":"Mg==","timeout":"4"}]}"""));

        Assert.StartsWith("rpc_set: parsing time \"4\"", refused.Text, StringComparison.Ordinal);
        Assert.Equal("1", await storage.GetTextAsync("timed", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_request_without_items_is_answered_with_nothing()
    {
        foreach (var method in (string[])["kv.Has", "kv.Set", "kv.MGet", "kv.TTL"])
        {
            using var reply = JsonDocument.Parse(await host.AskAsync(method, """{"storage":"shared"}"""));
            Assert.Empty(reply.RootElement.EnumerateObject());
        }
    }
}
