using RoadRunner.Host.Configuration;
using RoadRunner.Host.KeyValue;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.KeyValue;

public sealed class RedisTlsTests : IDisposable
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task A_store_talks_TLS_with_an_authority_and_a_certificate_of_its_own()
    {
        await using var redis = await StartAsync();
        await using var store = Store(redis, new RedisTlsConfiguration("client.pem", "client.key", "ca.pem"));

        await store.SetAsync([new KeyValueItem("a", "1"u8.ToArray())], None).Within();

        Assert.Equal(["a"], await store.HasAsync(["a"], None).Within());
    }

    [Theory]
    [InlineData(null, null, "ca.pem", "tls: the handshake failed or took too long")]
    [InlineData("client.pem", "client.key", null, "tls: failed to verify certificate")]
    [InlineData("client.pem", "client.key", "stranger.pem", "tls: failed to verify certificate")]
    public async Task Without_a_certificate_or_with_another_authority_calls_fail(
        string? certificate, string? key, string? authority, string expected)
    {
        await using var redis = await StartAsync();
        await using var store = Store(redis, new RedisTlsConfiguration(certificate, key, authority));

        var error = await Assert.ThrowsAsync<KeyValueException>(() => store.HasAsync(["a"], None).Within());

        Assert.Equal(KeyValueFault.Unavailable, error.Fault);
        Assert.Equal($"rpc_has: dial tcp 127.0.0.1:{redis.Port}: {expected}", error.ReplyText("rpc_has"));
    }

    private Task<RedisServer> StartAsync() => RedisServer.StartAsync(
        "--tls-port", "{port}", "--tls-cert-file", _certificates.PathOf("server.pem"), "--tls-key-file", _certificates.PathOf("server.key"),
        "--tls-ca-cert-file", _certificates.PathOf("ca.pem"), "--tls-auth-clients", "yes");

    private RedisStore Store(RedisServer redis, RedisTlsConfiguration configuration) =>
        RedisStores.Create(redis.Port, dialSeconds: 5, tls: RedisTls.Load(configuration, _certificates.Directory, "kv.store"));
}
