namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What is known of a server that events come from.</summary>
/// <param name="CutsByDelimiter">True when every event but the last of a connection ends with the delimiter; false when an event is whatever was read (<c>raw</c>).</param>
/// <param name="Delimiter">The delimiter; empty when it is not known, or means nothing.</param>
/// <param name="Origin">Who says so, for messages: <c>Go RoadRunner</c>, <c>host.servers.smtp.framing: exact</c>.</param>
public sealed record TcpServerFacts(bool CutsByDelimiter, ReadOnlyMemory<byte> Delimiter, string Origin);
