using RoadRunner.Host.Configuration;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>A server of a test, as <c>tcp.servers</c> and <c>host.servers</c> would have it.</summary>
/// <param name="Name">The name, in lower case.</param>
/// <param name="Delimiter">The text that ends a message, in UTF-8; not empty.</param>
/// <param name="Framing">How bytes become events.</param>
public sealed record TcpTestServer(string Name, string Delimiter = ConfigurationDefaults.Delimiter, FramingMode Framing = FramingMode.Exact);
