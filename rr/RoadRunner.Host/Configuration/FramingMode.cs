namespace RoadRunner.Host.Configuration;

/// <summary>How the bytes of a connection become events, <c>host.framing</c>.</summary>
public enum FramingMode
{
    /// <summary>One event per message that ends with the delimiter, however the network cut the bytes.</summary>
    Exact,
}
