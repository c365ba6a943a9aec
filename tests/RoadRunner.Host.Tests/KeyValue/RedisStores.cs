using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.KeyValue;

namespace RoadRunner.Host.Tests.KeyValue;

/// <summary>Makes stores on a redis server of the loopback.</summary>
internal static class RedisStores
{
    public static RedisStore Create(
        int port, string? password = null, int database = 0, double readSeconds = 60, double dialSeconds = 60, RedisTls? tls = null)
    {
        var read = TimeSpan.FromSeconds(readSeconds);
        var configuration = new RedisConfiguration
        {
            Addresses = [new IPEndPoint(IPAddress.Loopback, port)],
            Password = password,
            Database = database,
            DialTimeout = TimeSpan.FromSeconds(dialSeconds),
            ReadTimeout = read,
            WriteTimeout = read,
        };
        return new RedisStore("store", configuration, tls, TimeProvider.System, NullLogger.Instance);
    }
}
