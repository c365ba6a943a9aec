using RoadRunner.Host.Configuration;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>A server of a test, as <c>tcp.servers</c> and <c>host.servers</c> would have it.</summary>
/// <param name="Name">The name, in lower case.</param>
public sealed record TcpTestServer(string Name)
{
    /// <summary>Gets the text that ends a message, in UTF-8.</summary>
    /// <value>Default: CR LF. Not empty.</value>
    public string Delimiter { get; init; } = ConfigurationDefaults.Delimiter;

    /// <summary>Gets how bytes become events.</summary>
    /// <value>Default: <see cref="FramingMode.Exact"/>.</value>
    public FramingMode Framing { get; init; } = FramingMode.Exact;
}
