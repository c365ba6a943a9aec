using System.Text;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Metrics;
using RoadRunner.Host.Proxy;
using RoadRunner.Host.Tls;

namespace RoadRunner.Host.Tcp;

/// <summary>All servers of a host, in the order of the configuration.</summary>
internal sealed class TcpServers(RrConfiguration configuration, RoadRunnerHostOptions options) : IDisposable
{
    private readonly List<TcpServer> _servers = [];
    private ConnectionClock? _clock;

    /// <summary>Says what the servers are that have been started.</summary>
    public IReadOnlyList<TcpServerInfo> Describe() => [.. _servers.Select(static server => server.Describe())];

    /// <summary>Makes the servers, which do not listen yet.</summary>
    /// <exception cref="TcpListenException">A file of a certificate cannot be used, or an address cannot be resolved.</exception>
    public void Create(IEventEngine engine, ConnectionRegistry connections)
    {
        TcpServerOptions[] servers = [.. configuration.Tcp.Servers.Select(OptionsOf)];
        var limits = configuration.Host.Limits;
        var timeouts = servers.SelectMany(static server => new[] { server.Limits.IdleTimeout, server.Limits.ReadTimeout, server.Limits.WriteTimeout });
        _clock = new ConnectionClock(timeouts, connections, options.Time);
        var shared = new TcpServerShare(engine, connections, new ConnectionPlaces("host.limits", limits.MaxConnections, limits.MaxConnectionsPerIp), _clock);
        foreach (var configured in servers)
        {
            _servers.Add(new TcpServer(configured with { Tls = TlsOf(configured.Name) }, shared, options.Loggers, options.Time));
        }
    }

    /// <summary>Starts one after the other.</summary>
    /// <exception cref="TcpListenException">An address cannot be listened on; the servers before it are running.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var server in _servers)
        {
            await server.StartAsync(cancellationToken);
        }
    }

    /// <summary>Finds a server by its name, in any case.</summary>
    /// <exception cref="ArgumentException">There is none; the message names those there are.</exception>
    public TcpServer Find(string serverName) =>
        _servers.Find(server => server.Name.Equals(serverName, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"there is no server \"{serverName}\"; the servers are {string.Join(", ", _servers.Select(static server => server.Name))}", nameof(serverName));

    /// <summary>Stops all at once, see <see cref="TcpServer.StopAsync"/>.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_servers.Select(server => server.StopAsync(cancellationToken)));

    public void Dispose()
    {
        _servers.ForEach(static server => server.Dispose());
        _clock?.Dispose();
    }

    private TcpServerOptions OptionsOf(TcpServerConfiguration server)
    {
        var address = WorkingDirectory.Resolve(server.Address, configuration.WorkingDirectory);
        var key = $"tcp.servers.{server.Name}.addr";
        var own = configuration.Host.Servers.GetValueOrDefault(server.Name);
        return new TcpServerOptions(server.Name, address, server.Delimiter, configuration.Host.LimitsOf(server.Name))
        {
            Origin = $"{key}{server.Place.Suffix}",
            Listens = options.Listens,
            Meter = configuration.Metrics is not null || configuration.Status is { Address: not null } ? new EventMeter(options.Time) : null,
            Framing = configuration.Host.FramingOf(server.Name),
            SocketMode = own?.UnixSocketMode,
            Proxy = own?.ProxyProtocol is { } proxy ? new ProxyGate(proxy, options.Time) : null,
            Refusal = Encoding.UTF8.GetBytes(configuration.Host.RefusalOf(server.Name)),
            Parting = Encoding.UTF8.GetBytes(configuration.Host.PartingOf(server.Name)),
            Farewell = Encoding.UTF8.GetBytes(configuration.Host.FarewellOf(server.Name)),
            BatchBytes = configuration.Host.BatchBytesOf(server.Name),
            MaxReadBytes = Math.Min(configuration.Tcp.ReadBufferBytes, ConfigurationDefaults.MaxMessageBytes),
        };
    }

    /// <summary>Reads the certificate of a server, when it listens and has one.</summary>
    private TlsHandshake? TlsOf(string server)
    {
        if (!options.Listens || configuration.Host.Servers.GetValueOrDefault(server)?.Tls is not { } tls)
        {
            return null;
        }

        var logger = options.Loggers.CreateLogger(HostLogChannels.Tcp);
        var identities = new TlsIdentities(tls, configuration.WorkingDirectory, server, options.Time, logger);
        return new TlsHandshake(identities, tls.HandshakeTimeout, options.Time);
    }
}
