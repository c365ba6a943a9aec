namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Who shares one allowance of a rate limit.</summary>
public enum RateLimitKey
{
    /// <summary>Each connection has its own.</summary>
    Connection,

    /// <summary>All connections of one client address share one: an IPv4 address, the first 64 bits of an IPv6 address, all unix clients together.</summary>
    Address,

    /// <summary>All connections of the server share one.</summary>
    Server,
}
