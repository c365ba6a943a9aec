using System.Collections.ObjectModel;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Metrics;
using Spiral.Goridge;

namespace RoadRunner.Host;

/// <summary>A server of the <c>tcp.servers</c> section that is running.</summary>
/// <param name="Name">The name, in lower case.</param>
/// <param name="Address">Where it listens; a port 0 of the configuration has become the real one. As configured when the host does not listen.</param>
/// <param name="Delimiter">The bytes that end a message; nothing in raw framing.</param>
public sealed record TcpServerInfo(string Name, RelayAddress Address, ReadOnlyMemory<byte> Delimiter)
{
    /// <summary>Gets how the bytes of a connection become events.</summary>
    public FramingMode Framing { get; init; } = FramingMode.Exact;

    /// <summary>Gets the server's connections, as of the moment when this object was asked for.</summary>
    public TcpConnectionCounts Connections { get; init; } =
        new(0, 0, ReadOnlyDictionary<string, long>.Empty, ReadOnlyDictionary<string, long>.Empty);

    /// <summary>Gets the server's events, as of the same moment; null when the configuration does not ask for them to be counted.</summary>
    internal EventCounts? Events { get; init; }
}
