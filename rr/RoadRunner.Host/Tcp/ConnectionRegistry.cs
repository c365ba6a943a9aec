using System.Collections.Concurrent;

namespace RoadRunner.Host.Tcp;

/// <summary>The connections of all servers by their uuid, so that they can be ended and written to from outside. Safe to use from any thread.</summary>
internal sealed class ConnectionRegistry
{
    private readonly ConcurrentDictionary<string, TcpConnection> _connections = new(StringComparer.Ordinal);

    /// <summary>Gets the groups that connections have been put into.</summary>
    public ConnectionGroups Groups { get; } = new();

    public void Add(TcpConnection connection) => _connections[connection.Uuid] = connection;

    public void Remove(TcpConnection connection)
    {
        // In this order: who joins a group looks here when nobody can be taken out of one.
        _connections.TryRemove(connection.Uuid, out _);
        Groups.Forget(connection);
    }

    /// <summary>Returns a connection, null when it is not there (any more).</summary>
    public TcpConnection? Find(string uuid) => _connections.GetValueOrDefault(uuid);

    public bool Contains(TcpConnection connection) => _connections.ContainsKey(connection.Uuid);

    /// <summary>Returns the connections of a server while others come and go.</summary>
    /// <param name="server">The name, in lower case.</param>
    public IEnumerable<TcpConnection> OfServer(string server) => _connections.Select(static one => one.Value).Where(connection => connection.Server == server);

    /// <summary>Closes a connection; one that is not there (any more) needs nothing.</summary>
    public void Close(string uuid) => Find(uuid)?.Close();

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
