namespace RoadRunner.Host.Configuration;

/// <summary>The section <c>host.limits</c>. The limits of connections count all servers together; a server's own come on top.</summary>
public sealed record LimitsConfiguration
{
    /// <summary>Gets the size of the largest message in bytes, delimiter included, <c>host.limits.max_message_size</c>.</summary>
    /// <value>Default: 64 MiB, which is also the most that a frame to a worker carries; at least 1. Raw framing does not depend on it.</value>
    public int MaxMessageBytes { get; init; } = ConfigurationDefaults.MaxMessageBytes;

    /// <summary>Gets how many connections there may be at once, <c>host.limits.max_connections</c>; one more is refused.</summary>
    /// <value>Default: 0, no limit.</value>
    public int MaxConnections { get; init; }

    /// <summary>Gets how many connections one address may have at once, <c>host.limits.max_connections_per_ip</c>; one more is refused.</summary>
    /// <value>Default: 0, no limit. Clients of a unix socket have no address and are not counted.</value>
    public int MaxConnectionsPerIp { get; init; }

    /// <summary>Gets how long a client may be silent between its messages, and before the first one, <c>host.limits.idle_timeout</c>.</summary>
    /// <value>Default: zero, for ever. The time of an event does not count.</value>
    public TimeSpan IdleTimeout { get; init; }

    /// <summary>Gets how long a message may take from its first byte to its last, <c>host.limits.read_timeout</c>.</summary>
    /// <value>Default: zero, for ever. Raw framing has no messages, and does not depend on it.</value>
    public TimeSpan ReadTimeout { get; init; }

    /// <summary>Gets how long a client may take to accept one answer, <c>host.limits.write_timeout</c>; then the connection is reset.</summary>
    /// <value>Default: 30 s; zero is for ever.</value>
    public TimeSpan WriteTimeout { get; init; } = ConfigurationDefaults.WriteTimeout;

    /// <summary>Gets how long a stopping host waits for events in flight before it stops the workers, <c>host.limits.drain_timeout</c>.</summary>
    /// <value>Default: 20 s; zero does not wait.</value>
    public TimeSpan DrainTimeout { get; init; } = ConfigurationDefaults.DrainTimeout;
}
