using RoadRunner.Host.Configuration;
using Spiral.Goridge;
using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Makes the configuration of a host from what a test says and what the application maps.</summary>
internal static class TestConfiguration
{
    // Never listened on.
    private static readonly RelayAddress Nowhere = RelayAddress.Tcp("127.0.0.1", 0);

    public static RrConfiguration Create(TcpTestHostOptions options, TcpApplication application, IEnumerable<string> storages)
    {
        TcpTestServer[] servers =
        [
            .. options.Servers,
            .. application.MappedServers.Where(mapped => !options.Servers.Contains(mapped.Name)).Select(Default),
        ];
        var configuration = new RrConfiguration
        {
            Tcp = new TcpConfiguration([.. servers.Select(static server => new TcpServerConfiguration(server.Name, Nowhere, server.Delimiter))]),
            KeyValue = new KeyValueConfiguration([.. storages.Select(static name => new StorageConfiguration(name, StorageDriver.Memory))]),

            // What is in flight when the host ends has had its time already, by the real clock.
            Host = new HostConfiguration
            {
                Limits = new LimitsConfiguration { DrainTimeout = TimeSpan.Zero },
                Servers = FramingOf(servers),
            },
        };
        return options.ConfigureHost?.Invoke(configuration) ?? configuration;
    }

    /// <summary>Returns what <c>host.servers</c> says of servers.</summary>
    public static IReadOnlyDictionary<string, HostServerConfiguration> FramingOf(IEnumerable<TcpTestServer> servers) =>
        servers.ToDictionary(static server => server.Name, static server => new HostServerConfiguration { Framing = server.Framing }, StringComparer.Ordinal);

    private static TcpTestServer Default(TcpServerBuilder mapped) => new(mapped.Name) { Framing = mapped.Framing.NeedsRaw ? FramingMode.Raw : FramingMode.Exact };
}
