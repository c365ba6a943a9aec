namespace RoadRunner.Host.Configuration;

/// <summary>The limits that one server has of its own, <c>host.servers.NAME.limits</c>. What is null is that of <c>host.limits</c>.</summary>
public sealed record ServerLimitsConfiguration
{
    /// <summary>Gets the size of the server's largest message in bytes, <c>max_message_size</c>.</summary>
    /// <value>1 to 64 MiB. Default: null.</value>
    public int? MaxMessageBytes { get; init; }

    /// <summary>Gets how many connections the server may have at once, <c>max_connections</c>.</summary>
    /// <value>Default: 0, no limit but that of all servers together, which holds in any case.</value>
    public int MaxConnections { get; init; }

    /// <summary>Gets how many connections of one address the server may have at once, <c>max_connections_per_ip</c>.</summary>
    /// <value>Default: 0, no limit but that of all servers together, which holds in any case.</value>
    public int MaxConnectionsPerIp { get; init; }

    /// <summary>Gets how long a client may be silent between its messages, <c>idle_timeout</c>.</summary>
    /// <value>Default: null. Zero is for ever.</value>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>Gets how long a message may take from its first byte to its last, <c>read_timeout</c>.</summary>
    /// <value>Default: null. Zero is for ever.</value>
    public TimeSpan? ReadTimeout { get; init; }

    /// <summary>Gets how long a client may take to accept one answer, <c>write_timeout</c>.</summary>
    /// <value>Default: null. Zero is for ever.</value>
    public TimeSpan? WriteTimeout { get; init; }

    /// <summary>Returns what holds for the server: its own values and otherwise those of all servers, but for the limits of connections, which are its own only.</summary>
    /// <param name="all">The section <c>host.limits</c>.</param>
    internal LimitsConfiguration Over(LimitsConfiguration all) => all with
    {
        MaxMessageBytes = MaxMessageBytes ?? all.MaxMessageBytes,
        MaxConnections = MaxConnections,
        MaxConnectionsPerIp = MaxConnectionsPerIp,
        IdleTimeout = IdleTimeout ?? all.IdleTimeout,
        ReadTimeout = ReadTimeout ?? all.ReadTimeout,
        WriteTimeout = WriteTimeout ?? all.WriteTimeout,
    };
}
