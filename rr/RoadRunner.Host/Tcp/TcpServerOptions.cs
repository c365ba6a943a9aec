using RoadRunner.Host.Configuration;
using RoadRunner.Host.Metrics;
using RoadRunner.Host.Proxy;
using RoadRunner.Host.Tls;
using Spiral.Goridge;

namespace RoadRunner.Host.Tcp;

/// <summary>One server of the <c>tcp.servers</c> section.</summary>
/// <param name="Name">The name, in lower case.</param>
/// <param name="Address">Where it listens.</param>
/// <param name="Delimiter">The bytes that end a message; not empty.</param>
/// <param name="Limits">What a connection may take; the limits of connections are the server's own, next to those of all servers.</param>
internal sealed record TcpServerOptions(string Name, RelayAddress Address, ReadOnlyMemory<byte> Delimiter, LimitsConfiguration Limits)
{
    /// <summary>Gets the largest message, delimiter included; nothing in <c>raw</c> framing.</summary>
    public long MaxMessageBytes { get; } = Limits.MaxMessageBytes;

    /// <summary>Gets what a refused client is sent.</summary>
    public ReadOnlyMemory<byte> Refusal { get; init; }

    /// <summary>Gets what a client is sent whose message is too large.</summary>
    public ReadOnlyMemory<byte> Parting { get; init; }

    /// <summary>Gets what every client is sent when the host stops.</summary>
    public ReadOnlyMemory<byte> Farewell { get; init; }

    /// <summary>Gets where the address stands in the configuration, for messages.</summary>
    public string Origin { get; init; } = $"tcp.servers.{Name}.addr";

    /// <summary>Gets whether the address is listened on; connections come from elsewhere otherwise.</summary>
    public bool Listens { get; init; } = true;

    /// <summary>Gets who counts the events; null when nobody wants to know.</summary>
    public EventMeter? Meter { get; init; }

    /// <summary>Gets how bytes become events.</summary>
    public FramingMode Framing { get; init; } = FramingMode.Exact;

    /// <summary>Gets how many bytes of whole messages go into one event, <c>exact</c> framing only; 0 means one message each.</summary>
    public long BatchBytes { get; init; }

    /// <summary>Gets the most bytes of one read: of one event in <c>raw</c> framing, and what the rules of <c>roadrunner</c> framing follow.</summary>
    public long MaxReadBytes { get; init; } = ConfigurationDefaults.MaxMessageBytes;

    /// <summary>Gets how the connections of the listener are encrypted; null for not at all.</summary>
    public TlsHandshake? Tls { get; init; }

    /// <summary>Gets who is behind the connections of the listener; null for whoever they come from.</summary>
    public ProxyGate? Proxy { get; init; }

    /// <summary>Gets the mode of a unix socket's file; null for what the umask leaves.</summary>
    public UnixFileMode? SocketMode { get; init; }
}
