using Microsoft.Extensions.Logging.Abstractions;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.KeyValue;
using RoadRunner.Host.Tests.Configuration;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.KeyValue;

public sealed class StorageRegistryTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_storage_of_the_configuration_is_there_by_its_name_in_lower_case()
    {
        await using var registry = Create("kv: { Local: { driver: memory }, other: { driver: memory }, shared: { driver: redis, config: {} } }\n");

        Assert.Equal(["local", "other", "shared"], registry.Names.Order());
        Assert.IsType<MemoryStore>(registry.Get("local"));
        Assert.IsType<RedisStore>(registry.GetForSet("shared"));
        Assert.Same(registry.Get("local"), registry.GetForSet("local"));

        await registry.Get("local").SetAsync([new KeyValueItem("a")], None);
        Assert.Empty(await registry.Get("other").HasAsync(["a"], None));
    }

    [Fact]
    public async Task An_unknown_or_missing_name_fails_in_RoadRunners_words()
    {
        await using var registry = Create("kv: { Store: { driver: memory } }\n");

        string[] errors =
        [
            Error("rpc_has", () => registry.Get("nope")),
            Error("rpc_has", () => registry.Get("")),
            Error("rpc_set", () => registry.GetForSet("nope")),
            Error("rpc_set", () => registry.GetForSet("")),
            Error("rcp_delete", () => registry.Get("nope")),
        ];

        Assert.Equal(RecordedReplies.Errors("rpc-kv-memory").Skip(8).Take(5), errors);
        Assert.Equal("rpc_has: no such storage: Store", Error("rpc_has", () => registry.Get("Store")));
    }

    [Fact]
    public async Task A_file_without_the_section_gives_an_empty_registry()
    {
        await using var registry = Create("");

        Assert.Empty(registry.Names);
    }

    [Fact]
    public async Task Storages_are_disposed_of_together()
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        var registry = Create("kv: { a: { driver: memory }, b: { driver: memory } }\n", time);
        Assert.Equal(2, time.ActiveTimers);

        await registry.DisposeAsync();

        Assert.Equal(0, time.ActiveTimers);
    }

    [Fact]
    public void A_certificate_that_cannot_be_read_keeps_the_host_from_starting()
    {
        var error = Assert.Throws<KeyValueStartException>(
            () => Create("kv: { shared: { driver: redis, config: { tls: { root_ca: missing.pem } } } }\n"));

        Assert.StartsWith("kv.shared (.rr.yaml:8), tls: the certificates cannot be read: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("missing.pem", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client.pem", "server.key", null, "The provided key does not match the public key for this certificate.")]
    [InlineData(null, null, "client.key", "client.key has no certificate in PEM form")]
    public void Certificates_that_do_not_fit_keep_the_host_from_starting(string? certificate, string? key, string? authority, string expected)
    {
        using var certificates = new TestCertificates();

        var error = Assert.Throws<KeyValueStartException>(
            () => RedisTls.Load(new RedisTlsConfiguration(certificate, key, authority), certificates.Directory, "kv.shared, tls"));

        Assert.StartsWith($"kv.shared, tls: the certificates cannot be read: {expected}", error.Message, StringComparison.Ordinal);
    }

    private static StorageRegistry Create(string section, TimeProvider? time = null) => StorageRegistry.Create(
        ConfigurationFile.Load(ConfigurationFile.Minimal + section), NullLoggerFactory.Instance, time ?? TimeProvider.System);

    private static string Error(string operation, Func<IKeyValueStore> get) => Assert.Throws<KeyValueException>(get).ReplyText(operation);
}
