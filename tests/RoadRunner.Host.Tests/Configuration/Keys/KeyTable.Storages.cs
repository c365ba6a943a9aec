using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Tests.Configuration.Keys;

internal static partial class KeyTable
{
    private const string Redis = "kv.shared.config";

    private static string[] WithRedis => ["kv.shared.driver=redis", $"{Redis}={{}}"];

    /// <summary>Gets the keys of <c>kv</c>. Those of boltdb come with a driver that is refused as a whole.</summary>
    private static IEnumerable<ConfigurationKey> Storages =>
    [
        new("kv.local.driver", Text, Required, KeyValue) { Sample = "memory", Read = static file => Written.Word<StorageDriver>(file.KeyValue!.Storages[0].Driver), Missing = "could not find mandatory driver field in the local storage", With = ["kv.local.config={}"] },
        new("kv.local.config.interval", Seconds, None, KeyValue) { Sample = "60", With = ["kv.local.driver=memory"], IsSilent = true },
        OfRedis("addrs", Strings, "[127.0.0.1:6379]", "[10.0.0.1:6379, \"10.0.0.2:6380\"]", static redis => Written.List(redis.Addresses)) with { Arrives = "[10.0.0.1:6379, 10.0.0.2:6380]" },
        OfRedis("db", Integer, "0", "3", static redis => Written.Number(redis.Database)),
        OfRedis("password", Text, None, "secret", static redis => Written.Text(redis.Password)),
        OfRedis("dial_timeout", Duration, "5s", "1s", static redis => Written.Duration(redis.DialTimeout)),
        OfRedis("read_timeout", Duration, "3s", "2s", static redis => Written.Duration(redis.ReadTimeout)),
        OfRedis("write_timeout", Duration, "3s", "4s", static redis => Written.Duration(redis.WriteTimeout)),
        OfRedis("tls.cert", "path", None, "a.pem", static redis => Written.Text(redis.Tls?.Certificate)) with { Pair = $"{Redis}.tls.key=a.key" },
        OfRedis("tls.key", "path", None, "a.key", static redis => Written.Text(redis.Tls?.Key)) with { Pair = $"{Redis}.tls.cert=a.pem" },
        OfRedis("tls.root_ca", "path", None, "ca.pem", static redis => Written.Text(redis.Tls?.RootAuthority)),
        Ignored("username", Text), Ignored("master_name", Text), Ignored("sentinel_password", Text),
        Ignored("route_by_latency", Flag), Ignored("route_randomly", Flag), Ignored("read_only", Flag),
        Ignored("max_retries", Integer), Ignored("min_retry_backoff", Duration), Ignored("max_retry_backoff", Duration),
        Ignored("pool_timeout", Duration), Ignored("pool_size", Integer), Ignored("min_idle_conns", Integer), Ignored("max_conn_age", Duration),
        Ignored("idle_timeout", Duration), Ignored("idle_check_freq", Duration),
    ];

    private static ConfigurationKey OfRedis(string key, string type, string initial, string sample, Func<RedisConfiguration, string> read) =>
        new($"{Redis}.{key}", type, initial, KeyValue) { Sample = sample, Read = file => read(file.KeyValue!.Storages[0].Redis!), With = WithRedis };

    private static ConfigurationKey Ignored(string key, string type) => new($"{Redis}.{key}", type, None, KeyValue) { Sample = "1", With = WithRedis };
}
