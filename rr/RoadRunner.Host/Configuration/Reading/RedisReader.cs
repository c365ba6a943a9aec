using System.Collections.ObjectModel;
using System.Net;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads the settings of a storage on redis.</summary>
internal static class RedisReader
{
    public static RedisConfiguration Read(ConfigurationSection section)
    {
        var readTimeout = section.Duration("read_timeout", ConfigurationDefaults.RedisReadTimeout);
        var configuration = new RedisConfiguration
        {
            Addresses = ReadAddresses(section),
            Database = section.Integer("db", 0, least: 0, most: int.MaxValue),
            Password = section.Secret("password"),
            DialTimeout = section.Duration("dial_timeout", ConfigurationDefaults.RedisDialTimeout),
            ReadTimeout = readTimeout,
            WriteTimeout = section.Duration("write_timeout", readTimeout),
            Tls = section.Find("tls") is null ? null : ReadTls(section.Section("tls")),
        };

        // StackExchange.Redis 1.2.6 has one connection per server, no users, no sentinels and no replica routing worth the name.
        section.NoEffect("the client of redis knows neither users nor sentinels", "username", "master_name", "sentinel_password");
        section.NoEffect("the client of redis always asks the master", "route_by_latency", "route_randomly", "read_only");
        section.NoEffect("a call is never repeated, since it may have been carried out", "max_retries", "min_retry_backoff", "max_retry_backoff");
        section.NoEffect("there is one connection to each server and no pool", "pool_timeout", "pool_size", "min_idle_conns", "max_conn_age", "idle_timeout", "idle_check_freq");
        return configuration;
    }

    private static ReadOnlyCollection<EndPoint> ReadAddresses(ConfigurationSection section)
    {
        var addresses = new List<EndPoint>();
        foreach (var (text, place) in section.TextsWithPlaces("addrs"))
        {
            if (RedisAddress.TryParse(text, out var address, out var error))
            {
                addresses.Add(address);
            }
            else
            {
                var path = section.PathOf("addrs");
                section.Context.Error(path, place, $"{path}: {error}");
            }
        }

        if (addresses.Count == 0)
        {
            addresses.Add(ConfigurationDefaults.RedisAddress);
        }

        return addresses.AsReadOnly();
    }

    // An empty section is TLS with the authorities of the system.
    private static RedisTlsConfiguration ReadTls(ConfigurationSection section)
    {
        var tls = new RedisTlsConfiguration(section.Text("cert"), section.Text("key"), section.Text("root_ca"));
        if (tls.Certificate is null != tls.Key is null)
        {
            var (has, lacks) = tls.Key is null ? ("cert", "key") : ("key", "cert");
            section.Error(has, $"needs {section.PathOf(lacks)} beside it");
        }

        return tls;
    }
}
