namespace RoadRunner.Host.Configuration;

/// <summary>What one server has of its own: <c>host.servers.NAME</c>.</summary>
public sealed record HostServerConfiguration
{
    /// <summary>Gets how the bytes of a connection become events, <c>framing</c>.</summary>
    /// <value>Default: null, that of the section <c>host</c>.</value>
    public FramingMode? Framing { get; init; }

    /// <summary>Gets how many bytes of whole messages go into one event of exact framing, <c>batch_bytes</c>.</summary>
    /// <value>0 to 64 MiB. Default: null, that of the section <c>host</c>.</value>
    public int? BatchBytes { get; init; }

    /// <summary>Gets what becomes of the event that a worker had when it died, <c>on_crash</c>.</summary>
    /// <value>Default: null, that of the section <c>host</c>.</value>
    public CrashMode? OnCrash { get; init; }

    /// <summary>Gets which worker gets an event, <c>dispatch</c>.</summary>
    /// <value>Default: null, that of the section <c>host</c>.</value>
    public DispatchMode? Dispatch { get; init; }

    /// <summary>Gets the pool of its own, <c>pool</c>, with the keys of <c>tcp.pool</c>.</summary>
    /// <value>Default: null, the pool of all servers. A key that it does not have has its default, but for the command, which is that of <c>tcp.pool</c>.</value>
    public PoolConfiguration? Pool { get; init; }
}
