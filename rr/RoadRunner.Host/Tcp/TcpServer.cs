using Microsoft.Extensions.Logging;
using RoadRunner.Host.Listening;
using RoadRunner.Host.Workers;
using Spiral.Goridge;

namespace RoadRunner.Host.Tcp;

/// <summary>The listener of one server and its connections.</summary>
internal sealed class TcpServer : IDisposable
{
    private readonly KestrelListener _listener;

    public TcpServer(TcpServerOptions options, WorkerPool pool, ConnectionRegistry connections, ILoggerFactory loggers)
    {
        Name = options.Name;
        var logger = loggers.CreateLogger(HostLogChannels.Tcp);

        // The worker's thread and the socket's thread carry an event all the way; a hop between costs more than it gives.
        _listener = new KestrelListener(
            new ListenerOptions(options.Address, options.Origin) { PreferInlineScheduling = true },
            async transport =>
            {
                var connection = new TcpConnection(options, transport, pool, logger);
                connections.Add(connection);
                try
                {
                    await connection.RunAsync();
                }
                finally
                {
                    connections.Remove(connection);
                }
            },
            loggers);
    }

    public string Name { get; }

    /// <summary>Gets where the server listens; a port 0 has become the real one after the start.</summary>
    public RelayAddress Address => _listener.Address;

    /// <summary>Starts to accept.</summary>
    /// <exception cref="TcpListenException">The address cannot be listened on.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => _listener.StartAsync(cancellationToken);

    /// <summary>Stops accepting, asks every connection to end after the event it has in flight, and waits for that.</summary>
    /// <param name="cancellationToken">Ends the waiting: the connections that are left are aborted.</param>
    public Task StopAsync(CancellationToken cancellationToken) => _listener.StopAsync(cancellationToken);

    public void Dispose() => _listener.Dispose();
}
