namespace RoadRunner.Host.Tcp;

/// <summary>Pushes bytes to connections by uuid, server or group. Nothing here waits for a client. Safe to use from any thread.</summary>
/// <param name="connections">The connections of all servers.</param>
/// <param name="servers">The names of the servers.</param>
internal sealed class ConnectionPush(ConnectionRegistry connections, IReadOnlyCollection<string> servers)
{
    /// <summary>Pushes to one connection.</summary>
    /// <returns>How many connections have taken the bytes on: 1, or 0 when it is not there, is ending, or too much waits for it.</returns>
    public int Write(string uuid, ReadOnlyMemory<byte> data) => connections.Find(uuid) is { } connection ? Push([connection], data) : 0;

    /// <summary>Pushes to all connections of a server.</summary>
    /// <exception cref="PushException">There is no such server.</exception>
    public int Broadcast(string server, ReadOnlyMemory<byte> data) =>
        servers.FirstOrDefault(name => name.Equals(server, StringComparison.OrdinalIgnoreCase)) is { } found
            ? Push(connections.OfServer(found), data)
            : throw new PushException($"there is no server \"{server}\"; the servers are {string.Join(", ", servers)}");

    /// <summary>Pushes to all connections of a group, which may be none.</summary>
    /// <exception cref="PushException">The name is no name of a group.</exception>
    public int Send(string group, ReadOnlyMemory<byte> data) => Push(connections.Groups.MembersOf(Named(group)), data);

    /// <summary>Puts a connection into a group; a connection that is in it stays there.</summary>
    /// <returns>1, or 0 when there is no such connection.</returns>
    /// <exception cref="PushException">The name is no name of a group, or there are too many groups.</exception>
    public int Join(string group, string uuid) =>
        connections.Find(uuid) is { } connection && connections.Groups.Join(Named(group), connection, connections.Contains) ? 1 : 0;

    /// <summary>Takes a connection out of a group.</summary>
    /// <returns>1, or 0 when it is not in it.</returns>
    /// <exception cref="PushException">The name is no name of a group.</exception>
    public int Leave(string group, string uuid) =>
        connections.Find(uuid) is { } connection && connections.Groups.Leave(Named(group), connection) ? 1 : 0;

    private static int Push(IEnumerable<TcpConnection> targets, ReadOnlyMemory<byte> data)
    {
        var count = 0;
        foreach (var connection in targets)
        {
            if (connection.Push(data))
            {
                count++;
            }
        }

        return count;
    }

    private static string Named(string group) => group.Length is > 0 and <= PushLimits.MaxGroupName
        ? group
        : throw new PushException($"the name of a group has 1 to {PushLimits.MaxGroupName} characters, this one has {group.Length}");
}
