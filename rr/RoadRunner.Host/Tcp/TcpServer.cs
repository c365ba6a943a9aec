using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Listening;

namespace RoadRunner.Host.Tcp;

/// <summary>One server: its listener, if it has one, and its connections.</summary>
internal sealed class TcpServer : IDisposable
{
    private readonly TcpServerOptions _options;
    private readonly IEventEngine _engine;
    private readonly ConnectionRegistry _connections;
    private readonly ILogger _logger;
    private readonly KestrelListener? _listener;
    private readonly Guests<TcpConnection> _guests = new();

    public TcpServer(TcpServerOptions options, IEventEngine engine, ConnectionRegistry connections, ILoggerFactory loggers)
    {
        _options = options;
        _engine = engine;
        _connections = connections;
        _logger = loggers.CreateLogger(HostLogChannels.Tcp);
        if (options.Listens)
        {
            // The worker's thread and the socket's thread carry an event all the way; a hop between costs more than it gives.
            var listen = new ListenerOptions(options.Address, options.Origin) { PreferInlineScheduling = !engine.MayBlock };
            _listener = new KestrelListener(listen, transport => RunAsync(Open(transport)), loggers);
        }
    }

    public string Name => _options.Name;

    /// <summary>Says what the server is; a port 0 has become the real one after the start.</summary>
    public TcpServerInfo Describe() => new(Name, _listener?.Address ?? _options.Address, _options.Delimiter) { Framing = _options.Framing };

    /// <summary>Starts to accept.</summary>
    /// <exception cref="TcpListenException">The address cannot be listened on.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => _listener?.StartAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Runs a connection that comes from elsewhere to its end.</summary>
    /// <exception cref="InvalidOperationException">The server is stopping.</exception>
    public Task ServeAsync(ConnectionContext transport) => _guests.RunAsync(Open(transport), RunAsync);

    /// <summary>Stops accepting, asks every connection to end after the event it has in flight, and waits for that.</summary>
    /// <param name="cancellationToken">Ends the waiting: the connections that are left are aborted.</param>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        _listener?.StopAsync(cancellationToken) ?? Task.CompletedTask,
        _guests.EndAsync(static guest => guest.Drain(), static guest => guest.Abort(), cancellationToken));

    public void Dispose() => _listener?.Dispose();

    private TcpConnection Open(ConnectionContext transport) => new(_options, transport, _engine, _logger);

    private async Task RunAsync(TcpConnection connection)
    {
        _connections.Add(connection);
        try
        {
            await connection.RunAsync();
        }
        finally
        {
            _connections.Remove(connection);
        }
    }
}
