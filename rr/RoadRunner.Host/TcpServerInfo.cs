using RoadRunner.Host.Configuration;
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
}
