namespace RoadRunner.Host.Tcp;

/// <summary>Named groups of connections. A group is there while a connection is in it; a connection that ends leaves its groups. Safe to use from any thread.</summary>
internal sealed class ConnectionGroups
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HashSet<TcpConnection>> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<TcpConnection, HashSet<string>> _groups = [];

    /// <summary>Gets how many groups there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _members.Count;
            }
        }
    }

    /// <summary>Puts a connection into a group, which it may be in already.</summary>
    /// <param name="group">The name.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="isOpen">Whether it is still there; asked so that it cannot end in between and stay in the group.</param>
    /// <returns>False when it is not there any more.</returns>
    /// <exception cref="PushException">There are too many groups, or the connection is in too many.</exception>
    public bool Join(string group, TcpConnection connection, Func<TcpConnection, bool> isOpen)
    {
        lock (_gate)
        {
            if (!isOpen(connection))
            {
                return false;
            }

            var own = _groups.GetValueOrDefault(connection) ?? [];
            if (own.Contains(group))
            {
                return true;
            }

            if (own.Count == PushLimits.MaxGroupsOfConnection)
            {
                throw new PushException($"the connection {connection.Uuid} is in {own.Count} groups, which is the limit");
            }

            if (!_members.TryGetValue(group, out var members))
            {
                if (_members.Count == PushLimits.MaxGroups)
                {
                    throw new PushException($"there are {_members.Count} groups, which is the limit");
                }

                _members.Add(group, members = []);
            }

            members.Add(connection);
            own.Add(group);
            _groups[connection] = own;
            return true;
        }
    }

    /// <summary>Takes a connection out of a group.</summary>
    /// <returns>False when it is not in it.</returns>
    public bool Leave(string group, TcpConnection connection)
    {
        lock (_gate)
        {
            if (!_groups.TryGetValue(connection, out var own) || !own.Remove(group))
            {
                return false;
            }

            if (own.Count == 0)
            {
                _groups.Remove(connection);
            }

            RemoveMember(group, connection);
            return true;
        }
    }

    /// <summary>Takes a connection out of all groups.</summary>
    public void Forget(TcpConnection connection)
    {
        lock (_gate)
        {
            if (_groups.Remove(connection, out var own))
            {
                foreach (var group in own)
                {
                    RemoveMember(group, connection);
                }
            }
        }
    }

    /// <summary>Returns the connections of a group; none when there is no such group.</summary>
    public IReadOnlyList<TcpConnection> MembersOf(string group)
    {
        lock (_gate)
        {
            return _members.TryGetValue(group, out var members) ? [.. members] : [];
        }
    }

    private void RemoveMember(string group, TcpConnection connection)
    {
        var members = _members[group];
        members.Remove(connection);
        if (members.Count == 0)
        {
            _members.Remove(group);
        }
    }
}
