using Spiral.Goridge;

namespace RoadRunner.Host.Tcp;

/// <summary>One server of the <c>tcp.servers</c> section.</summary>
/// <param name="Name">The name, in lower case.</param>
/// <param name="Address">Where it listens.</param>
/// <param name="Delimiter">The bytes that end a message; not empty.</param>
/// <param name="MaxMessageBytes">The largest message, delimiter included.</param>
internal sealed record TcpServerOptions(string Name, RelayAddress Address, ReadOnlyMemory<byte> Delimiter, long MaxMessageBytes)
{
    /// <summary>Gets where the address stands in the configuration, for messages.</summary>
    public string Origin { get; init; } = $"tcp.servers.{Name}.addr";

    /// <summary>Gets whether the address is listened on; connections come from elsewhere otherwise.</summary>
    public bool Listens { get; init; } = true;
}
