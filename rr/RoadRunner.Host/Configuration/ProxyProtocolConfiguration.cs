using System.Net;

namespace RoadRunner.Host.Configuration;

/// <summary>Who may say on whose behalf a connection comes, <c>host.servers.NAME.proxy_protocol</c>: version 1 or 2 of the PROXY protocol.</summary>
/// <remarks>
/// A connection from a trusted source has to begin with a header, and is then that of the client it names; anybody else is served
/// as it is, and a header is bytes like any other.
/// </remarks>
/// <param name="Trusted">The networks of the proxies.</param>
public sealed record ProxyProtocolConfiguration(IReadOnlyList<IPNetwork> Trusted)
{
    /// <summary>Gets whether clients of a unix socket are trusted, the word <c>unix</c> in <c>trusted</c>.</summary>
    public bool TrustsUnix { get; init; }

    /// <summary>Gets how long the header may take, <c>timeout</c>.</summary>
    /// <value>Default: 5 s.</value>
    public TimeSpan Timeout { get; init; } = ConfigurationDefaults.ProxyTimeout;
}
