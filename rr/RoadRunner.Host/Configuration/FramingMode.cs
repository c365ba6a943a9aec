namespace RoadRunner.Host.Configuration;

/// <summary>How the bytes of a connection become events, <c>host.framing</c> and <c>host.servers.NAME.framing</c>.</summary>
public enum FramingMode
{
    /// <summary>One event per message that ends with the delimiter, however the network cut the bytes.</summary>
    Exact,

    /// <summary>One event per read, for protocols without a delimiter: nothing is cut, joined or held back, and the application finds the messages.</summary>
    Raw,
}
