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

    /// <summary>Gets the server's own limits, <c>limits</c>.</summary>
    /// <value>Default: none.</value>
    public ServerLimitsConfiguration Limits { get; init; } = new();

    /// <summary>Gets what a refused client is sent, <c>refusal</c>.</summary>
    /// <value>Default: null, that of the section <c>host</c>.</value>
    public string? Refusal { get; init; }

    /// <summary>Gets what a client is sent whose message is too large, <c>parting</c>.</summary>
    /// <value>Default: null, that of the section <c>host</c>.</value>
    public string? Parting { get; init; }

    /// <summary>Gets what every client is sent when the host stops, <c>farewell</c>.</summary>
    /// <value>Default: null, that of the section <c>host</c>.</value>
    public string? Farewell { get; init; }

    /// <summary>Gets the encryption of the server's listener, <c>tls</c>.</summary>
    /// <value>Default: null, none.</value>
    public TlsConfiguration? Tls { get; init; }

    /// <summary>Gets who may speak for the clients of the server's listener, <c>proxy_protocol</c>.</summary>
    /// <value>Default: null, nobody.</value>
    public ProxyProtocolConfiguration? ProxyProtocol { get; init; }

    /// <summary>Gets who may use the unix socket of the server, <c>unix_socket.mode</c>, from the first moment on.</summary>
    /// <value>Default: null, as the umask of the host leaves it. Nothing for a server on TCP, and on Windows.</value>
    public UnixFileMode? UnixSocketMode { get; init; }
}
