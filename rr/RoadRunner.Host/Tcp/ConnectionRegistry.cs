using System.Collections.Concurrent;

namespace RoadRunner.Host.Tcp;

/// <summary>The connections of all servers by their uuid, so that they can be ended from outside. Safe to use from any thread.</summary>
internal sealed class ConnectionRegistry
{
    private readonly ConcurrentDictionary<string, TcpConnection> _connections = new(StringComparer.Ordinal);

    public void Add(TcpConnection connection) => _connections[connection.Uuid] = connection;

    public void Remove(TcpConnection connection) => _connections.TryRemove(connection.Uuid, out _);

    /// <summary>Closes a connection; one that is not there (any more) needs nothing.</summary>
    public void Close(string uuid)
    {
        if (_connections.TryGetValue(uuid, out var connection))
        {
            connection.Close();
        }
    }

    /// <summary>Ends the connections that have waited for their clients for too long.</summary>
    /// <param name="now">The tick of the clock.</param>
    public void Expire(long now)
    {
        foreach (var (_, connection) in _connections)
        {
            connection.Expire(now);
        }
    }
}
