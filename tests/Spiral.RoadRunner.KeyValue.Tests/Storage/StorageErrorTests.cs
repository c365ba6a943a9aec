using Spiral.Goridge.Rpc;

namespace Spiral.RoadRunner.KeyValue.Tests;

public sealed class StorageErrorTests
{
    private readonly TestBed _bed = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("rpc_has: no such storage: x", StorageError.UnknownStorage)]
    [InlineData("rcp_delete: no such storage: x", StorageError.UnknownStorage)]
    [InlineData("no such storage: x", StorageError.UnknownStorage)]
    [InlineData("rpc_has: no storage provided", StorageError.NoStorage)]
    [InlineData("no storage provided", StorageError.NoStorage)]
    [InlineData("rpc: can't find service kv.Has", StorageError.NotConfigured)]
    [InlineData("rpc: can't find method kv.Clear", StorageError.NotSupported)]
    [InlineData("rpc_ttl:\n\tmemcached_plugin_ttl: not valid request for memcached, see https://example.test", StorageError.NotSupported)]
    [InlineData("rpc_mget: key can't be empty string:\n\tin_memory_plugin_mget", StorageError.InvalidKey)]
    [InlineData("rpc_set: parsing time \"x\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"x\" as \"2006\"", StorageError.InvalidExpiry)]
    [InlineData("rpc_has: dial tcp 127.0.0.1:6379: connect: connection refused", StorageError.Failed)]
    public void Text_of_the_server_tells_the_error(string text, StorageError expected) => Assert.Equal(expected, StorageErrors.Classify(text));

    [Theory]
    [InlineData("kv.Has", "rpc_has: no such storage: x", "Storage \"x\" has not been defined. Please make sure your RoadRunner \"kv\" configuration contains a storage key named \"x\"")]
    [InlineData("kv.Has", "rpc: can't find service kv.Has", "The server has no key-value service. Please make sure your RoadRunner configuration has a \"kv\" section that contains a storage key named \"x\"")]
    [InlineData("kv.TTL", "memcached_plugin_ttl: not valid request for memcached", "Storage \"x\" does not support kv.TTL. Please use another driver for the storage if you need it")]
    [InlineData("kv.Clear", "rpc: can't find method kv.Clear", "The server does not support kv.Clear. Please make sure it is RoadRunner 2.3.1 or newer")]
    [InlineData("kv.MGet", "rpc_mget: key can't be empty string:\n\tredis_driver_mget", "kv.MGet failed in storage \"x\": rpc_mget: key can't be empty string: redis_driver_mget")]
    public void Message_says_what_to_do_in_one_line_and_keeps_the_text(string method, string text, string message)
    {
        var error = new StorageException("x", new RpcException(method, text));

        Assert.Equal(message, error.Message);
        Assert.Equal((text, method, "x"), (error.ServerText, error.Method, error.Storage));
    }

    [Fact]
    public async Task Error_of_the_server_leaves_the_storage_usable()
    {
        await Assert.ThrowsAsync<StorageException>(() => _bed.Open("elsewhere").GetAsync("k", Token).Within());

        Assert.Null(await _bed.Storage.GetAsync("k", Token).Within());
    }
}
