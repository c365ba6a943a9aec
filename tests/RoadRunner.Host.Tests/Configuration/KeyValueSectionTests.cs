using System.Net;
using RoadRunner.Host.Configuration;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

public sealed class KeyValueSectionTests
{
    [Fact]
    public void A_file_without_the_section_has_no_storages_to_serve()
    {
        Assert.Null(ConfigurationFile.Load(ConfigurationFile.Minimal).KeyValue);
        Assert.Empty(Load("kv: {}\n"));
    }

    [Fact]
    public void Storages_have_their_names_in_lower_case_and_the_order_of_the_file()
    {
        var storages = Load("kv:\n  Sessions: { driver: memory }\n  cache: { driver: redis, config: {} }\n");

        Assert.Equal(
            [("sessions", StorageDriver.Memory, 9), ("cache", StorageDriver.Redis, 10)],
            storages.Select(storage => (storage.Name, storage.Driver, storage.Place.Line)));
        Assert.Null(storages[0].Redis);
    }

    [Theory]
    [InlineData("driver: memory")]
    [InlineData("driver: memory, config:")]
    [InlineData("driver: memory, config: {}")]
    [InlineData("driver: memory, config: { interval: 60 }")]
    [InlineData("driver: '${DRIVER:-memory}'")]
    public void Memory_has_no_settings(string storage)
    {
        var configuration = ConfigurationFile.Load($"{ConfigurationFile.Minimal}kv: {{ local: {{ {storage} }} }}\n");

        Assert.Equal(StorageDriver.Memory, Assert.Single(configuration.KeyValue!.Storages).Driver);
        Assert.Empty(configuration.Warnings);
    }

    [Fact]
    public void Redis_has_the_defaults_of_RoadRunner()
    {
        var redis = LoadRedis("{}");

        Assert.Equal([new IPEndPoint(IPAddress.Loopback, 6379)], redis.Addresses);
        Assert.Equal(0, redis.Database);
        Assert.Null(redis.Password);
        Assert.Equal(TimeSpan.FromSeconds(5), redis.DialTimeout);
        Assert.Equal(TimeSpan.FromSeconds(3), redis.ReadTimeout);
        Assert.Equal(TimeSpan.FromSeconds(3), redis.WriteTimeout);
        Assert.Null(redis.Tls);
    }

    [Fact]
    public void Redis_takes_its_settings()
    {
        var redis = LoadRedis(
            "{ addrs: [ '10.0.0.1:6380', \"${REDIS:-cache.local:6379}\", '[::1]:1', ':2' ], db: 3, password: 12345, dial_timeout: 1s,"
            + " read_timeout: 500ms, tls: { cert: a.pem, key: a.key, root_ca: ca.pem } }");

        Assert.Equal(
            [new IPEndPoint(IPAddress.Parse("10.0.0.1"), 6380), new DnsEndPoint("cache.local", 6379), new IPEndPoint(IPAddress.IPv6Loopback, 1), new IPEndPoint(IPAddress.Loopback, 2)],
            redis.Addresses);
        Assert.Equal(3, redis.Database);
        Assert.Equal("12345", redis.Password);
        Assert.Equal(TimeSpan.FromSeconds(1), redis.DialTimeout);
        Assert.Equal(TimeSpan.FromSeconds(0.5), redis.ReadTimeout);
        Assert.Equal(TimeSpan.FromSeconds(0.5), redis.WriteTimeout);
        Assert.Equal(new RedisTlsConfiguration("a.pem", "a.key", "ca.pem"), redis.Tls);
    }

    [Theory]
    [InlineData("tls: {}", true)]
    [InlineData("tls:", false)]
    public void An_empty_section_tls_encrypts(string tls, bool expected) => Assert.Equal(expected, LoadRedis($"{{ {tls} }}").Tls is not null);

    [Theory]
    [InlineData("addrs: []")]
    [InlineData("addrs: ''")]
    [InlineData("dial_timeout: 0s, read_timeout: 0s, write_timeout: 0s, password: ''")]
    public void Zero_and_empty_are_the_defaults(string keys)
    {
        var redis = LoadRedis($"{{ {keys} }}");

        Assert.Equal([new IPEndPoint(IPAddress.Loopback, 6379)], redis.Addresses);
        Assert.Equal(TimeSpan.FromSeconds(5), redis.DialTimeout);
        Assert.Equal(TimeSpan.FromSeconds(3), redis.WriteTimeout);
        Assert.Null(redis.Password);
    }

    [Fact]
    public void A_section_with_the_name_of_the_storage_stands_in_for_config()
    {
        Assert.Equal(7, Assert.Single(Load("kv: { Shared: { driver: redis } }\nshared: { db: 7 }\n")).Redis!.Database);
        Assert.Equal(1, Assert.Single(Load("kv: { shared: { driver: redis, config: { db: 1 } } }\nshared: { db: 7, other: x }\n")).Redis!.Database);
    }

    [Theory]
    [InlineData("the client of redis knows neither users nor sentinels", "username", "master_name", "sentinel_password")]
    [InlineData("the client of redis always asks the master", "route_by_latency", "route_randomly", "read_only")]
    [InlineData("a call is never repeated, since it may have been carried out", "max_retries", "min_retry_backoff", "max_retry_backoff")]
    [InlineData("there is one connection to each server and no pool", "pool_timeout", "pool_size", "min_idle_conns", "max_conn_age", "idle_timeout", "idle_check_freq")]
    public void Settings_that_change_nothing_are_warned_about_with_the_reason(string reason, params string[] keys)
    {
        var text = $"{ConfigurationFile.Minimal}kv:\n  shared:\n    driver: redis\n    config:\n"
            + string.Concat(keys.Select(key => $"      {key}: top-secret\n"));

        var expected = keys.Select((key, at) => $"kv.shared.config.{key} (.rr.yaml:{12 + at}) has no effect: {reason}");
        Assert.Equal(expected, ConfigurationFile.Warnings(text).Split('\n'));
    }

    [Theory]
    [InlineData("{ config: {} }", "could not find mandatory driver field in the store storage")]
    [InlineData("{ driver: '' }", "could not find mandatory driver field in the store storage")]
    [InlineData("~", "could not find mandatory driver field in the store storage")]
    [InlineData("memory", "kv.store: expected a mapping of keys, found \"memory\"\n.rr.yaml:8: could not find mandatory driver field in the store storage")]
    [InlineData("{ driver: boltdb, config: { file: rr.db } }", "kv.store.driver: \"boltdb\" is not one of memory, redis, the drivers of this host; Go RoadRunner has the rest")]
    [InlineData("{ driver: Redis }", "kv.store.driver: \"Redis\" is not one of memory, redis, the drivers of this host; Go RoadRunner has the rest")]
    [InlineData("{ driver: [memory] }", "kv.store.driver: expected a text, found a list")]
    [InlineData("{ driver: memory, confg: {} }", "unknown key \"confg\" in kv.store; did you mean \"config\"?")]
    [InlineData("{ driver: memory, config: { intervall: 1 } }", "unknown key \"intervall\" in kv.store.config; did you mean \"interval\"?")]
    [InlineData("{ driver: redis }", "could not find the settings of the store storage; the redis driver needs kv.store.config or a section \"store\" at the top of the file, of which either may be {}")]
    [InlineData("{ driver: redis, config: { adrs: [] } }", "unknown key \"adrs\" in kv.store.config; did you mean \"addrs\"?")]
    [InlineData("{ driver: redis, config: { db: -1 } }", "kv.store.config.db: -1 is out of range; it must be 0 to 2147483647")]
    [InlineData("{ driver: redis, config: { read_timeout: 3 } }", "kv.store.config.read_timeout: \"3\" has no unit; write for example \"3s\" (Go RoadRunner takes a bare number for nanoseconds)")]
    [InlineData("{ driver: redis, config: { tls: { cert: a.pem } } }", "kv.store.config.tls.cert: needs kv.store.config.tls.key beside it")]
    [InlineData("{ driver: redis, config: { tls: { key: a.key } } }", "kv.store.config.tls.key: needs kv.store.config.tls.cert beside it")]
    [InlineData("{ driver: redis, config: { tls: { ca: a } } }", "unknown key \"ca\" in kv.store.config.tls; known keys: cert, key, root_ca")]
    public void A_wrong_storage_is_an_error(string storage, string expected) =>
        Assert.Equal($".rr.yaml:8: {expected}", ConfigurationFile.Errors($"{ConfigurationFile.Minimal}kv: {{ store: {storage} }}\n"));

    [Theory]
    [InlineData("localhost", "\"localhost\" has no port; write for example \"localhost:6379\"")]
    [InlineData("[::1]", "\"[::1]\" has no port; write for example \"[::1]:6379\"")]
    [InlineData("localhost:redis", "\"localhost:redis\" has no port between 1 and 65535 after its last colon")]
    [InlineData("localhost:0", "\"localhost:0\" has no port between 1 and 65535 after its last colon")]
    [InlineData("::1:6379", "\"::1\" in \"::1:6379\" is not a host name or IP address")]
    [InlineData("two words:1", "\"two words\" in \"two words:1\" is not a host name or IP address")]
    [InlineData("/run/redis.sock", "\"/run/redis.sock\" is a unix socket, which this host cannot use for redis; write host:port")]
    [InlineData("redis://user:top-secret@host:1", "a URL is not accepted here; write host:port, and the rest into db, password and tls")]
    [InlineData("user:top-secret@host:1", "a URL is not accepted here; write host:port, and the rest into db, password and tls")]
    public void A_wrong_address_is_an_error(string address, string expected) => Assert.Equal(
        $".rr.yaml:8: kv.s.config.addrs: {expected}",
        ConfigurationFile.Errors($"{ConfigurationFile.Minimal}kv: {{ s: {{ driver: redis, config: {{ addrs: ['a:1', '{address}'] }} }} }}\n"));

    [Theory]
    [InlineData("\"${top-secret\"")]
    [InlineData("\"${top secret}\"")]
    [InlineData("[top-secret]")]
    [InlineData("{ top-secret: 1 }")]
    public void An_error_about_a_password_does_not_show_it(string password)
    {
        var errors = ConfigurationFile.Errors($"{ConfigurationFile.Minimal}kv: {{ s: {{ driver: redis, config: {{ password: {password} }} }} }}\n");

        Assert.StartsWith(".rr.yaml:8: kv.s.config.password: ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.b")]
    [InlineData("''")]
    public void A_name_that_cannot_be_addressed_is_an_error(string name) => Assert.Equal(
        $".rr.yaml:8: the storage name \"{name.Trim('\'')}\" must not be empty or have a dot in it",
        ConfigurationFile.Errors($"{ConfigurationFile.Minimal}kv: {{ {name}: {{ driver: memory }} }}\n"));

    private static IReadOnlyList<StorageConfiguration> Load(string section) =>
        ConfigurationFile.Load(ConfigurationFile.Minimal + section).KeyValue!.Storages;

    private static RedisConfiguration LoadRedis(string config) =>
        Assert.Single(Load($"kv: {{ shared: {{ driver: redis, config: {config} }} }}\n")).Redis!;
}
