using Microsoft.AspNetCore.Connections;

namespace RoadRunner.Host.Tcp;

/// <summary>A client at a server, from its coming on; it has a connection once nothing stands in its way. Safe to use from any thread.</summary>
internal sealed class TcpVisit(ConnectionContext transport)
{
    private readonly Lock _gate = new();
    private TcpConnection? _connection;
    private bool _isDraining;
    private bool _isAborted;

    /// <summary>Gets the client's bytes.</summary>
    public ConnectionContext Transport => transport;

    /// <summary>The events begin.</summary>
    public void Begin(TcpConnection connection)
    {
        lock (_gate)
        {
            _connection = connection;
            if (_isAborted)
            {
                connection.Abort();
            }
            else if (_isDraining)
            {
                connection.Drain();
            }
        }
    }

    /// <summary>The host is stopping.</summary>
    public void Drain()
    {
        lock (_gate)
        {
            _isDraining = true;
            _connection?.Drain();
        }
    }

    /// <summary>The host does not wait any longer.</summary>
    public void Abort()
    {
        lock (_gate)
        {
            _isAborted = true;
            _connection?.Abort();
        }
    }
}
