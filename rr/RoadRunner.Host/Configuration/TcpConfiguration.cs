namespace RoadRunner.Host.Configuration;

/// <summary>The section <c>tcp</c>: the listeners and the one pool that serves them all.</summary>
/// <param name="Servers">The listeners in the order of the file; at least one, no name and no address twice.</param>
/// <param name="Pool">The workers.</param>
public sealed record TcpConfiguration(IReadOnlyList<TcpServerConfiguration> Servers, PoolConfiguration Pool)
{
    /// <summary>Creates a section without a pool of its own, for a host that starts no worker processes.</summary>
    /// <param name="servers">The listeners; at least one, no name twice.</param>
    public TcpConfiguration(IReadOnlyList<TcpServerConfiguration> servers)
        : this(servers, new PoolConfiguration([]))
    {
    }

    /// <summary>Gets the size of one read in bytes, <c>tcp.read_buf_size</c>, which the file gives in MiB.</summary>
    /// <value>
    /// Default: 1 MiB. Exact framing does not depend on it. In raw framing it is the most that goes into one event, up to the 64 MiB
    /// that a frame to a worker carries; usually an event is smaller, since it is never waited for. In the framing of RoadRunner its
    /// rules follow what one read brings.
    /// </value>
    public int ReadBufferBytes { get; init; } = ConfigurationDefaults.ReadBufSizeMiB * 1024 * 1024;
}
