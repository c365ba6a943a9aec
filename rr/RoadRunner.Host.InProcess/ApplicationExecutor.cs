using System.Buffers;
using RoadRunner.Host.Configuration;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Host.InProcess;

/// <summary>Has the events of all connections handled by the application in this process, many at once.</summary>
internal sealed class ApplicationExecutor(TcpApplication application, RrConfiguration configuration, InProcessLink link) : IEventExecutor
{
    private TcpDispatcher _dispatcher = null!;

    /// <summary>The application starts between RPC and the servers.</summary>
    public async Task StartAsync(RoadRunnerHost host, CancellationToken cancellationToken)
    {
        link.Attach(host, configuration);
        await application.StartAsync(cancellationToken);
        _dispatcher = application.Dispatcher;
    }

    /// <inheritdoc/>
    public Task StopAsync() => application.StopAsync(CancellationToken.None);

    /// <inheritdoc/>
    public ValueTask<EventAnswer> ExecuteAsync(ConnectionEvent connectionEvent, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        // One object for each connection, so that an event allocates nothing.
        if (connectionEvent.State is not ApplicationConnection connection)
        {
            connectionEvent.State = connection = new ApplicationConnection(_dispatcher, connectionEvent);
        }

        return connection.ExecuteAsync(output);
    }
}
