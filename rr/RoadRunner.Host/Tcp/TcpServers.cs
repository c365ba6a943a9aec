using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Tcp;

/// <summary>All servers of a host, in the order of the configuration.</summary>
internal sealed class TcpServers(RrConfiguration configuration, RoadRunnerHostOptions options) : IDisposable
{
    private readonly List<TcpServer> _servers = [];

    /// <summary>Says what the servers are that have been started.</summary>
    public IReadOnlyList<TcpServerInfo> Describe() => [.. _servers.Select(static server => server.Describe())];

    /// <summary>Starts one after the other.</summary>
    /// <exception cref="TcpListenException">An address cannot be listened on; the servers before it are running.</exception>
    public async Task StartAsync(IEventEngine engine, ConnectionRegistry connections, CancellationToken cancellationToken)
    {
        foreach (var configured in configuration.Tcp.Servers)
        {
            var server = new TcpServer(OptionsOf(configured), engine, connections, options.Loggers);
            _servers.Add(server);
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

    public void Dispose() => _servers.ForEach(static server => server.Dispose());

    private TcpServerOptions OptionsOf(TcpServerConfiguration server)
    {
        var address = WorkingDirectory.Resolve(server.Address, configuration.WorkingDirectory);
        var key = $"tcp.servers.{server.Name}.addr";
        return new TcpServerOptions(server.Name, address, server.Delimiter, configuration.Host.Limits.MaxMessageBytes)
        {
            Origin = server.Line == 0 ? key : $"{key} ({Path.GetFileName(configuration.File)}:{server.Line})",
            Listens = options.Listens,
            Framing = configuration.Host.FramingOf(server.Name),
            BatchBytes = configuration.Host.BatchBytesOf(server.Name),
            MaxRawBytes = Math.Min(configuration.Tcp.ReadBufferBytes, ConfigurationDefaults.MaxMessageBytes),
        };
    }
}
