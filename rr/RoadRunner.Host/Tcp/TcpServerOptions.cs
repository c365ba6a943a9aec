using RoadRunner.Host.Configuration;
using Spiral.Goridge;

namespace RoadRunner.Host.Tcp;

/// <summary>One server of the <c>tcp.servers</c> section.</summary>
/// <param name="Name">The name, in lower case.</param>
/// <param name="Address">Where it listens.</param>
/// <param name="Delimiter">The bytes that end a message; not empty.</param>
/// <param name="MaxMessageBytes">The largest message, delimiter included; nothing in <c>raw</c> framing.</param>
internal sealed record TcpServerOptions(string Name, RelayAddress Address, ReadOnlyMemory<byte> Delimiter, long MaxMessageBytes)
{
    /// <summary>Gets where the address stands in the configuration, for messages.</summary>
    public string Origin { get; init; } = $"tcp.servers.{Name}.addr";

    /// <summary>Gets whether the address is listened on; connections come from elsewhere otherwise.</summary>
    public bool Listens { get; init; } = true;

    /// <summary>Gets how bytes become events.</summary>
    public FramingMode Framing { get; init; } = FramingMode.Exact;

    /// <summary>Gets how many bytes of whole messages go into one event, <c>exact</c> framing only; 0 means one message each.</summary>
    public long BatchBytes { get; init; }

    /// <summary>Gets how many bytes go into one event of <c>raw</c> framing at most.</summary>
    public long MaxRawBytes { get; init; } = ConfigurationDefaults.MaxMessageBytes;
}
