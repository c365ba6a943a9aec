using Spiral.Goridge;

namespace RoadRunner.Host.Configuration;

/// <summary>The section <c>status</c>.</summary>
/// <param name="Address">
/// Where health is served over HTTP, <c>status.address</c>; an empty host means loopback. Default: null, nowhere; the RPC service
/// <c>status</c> is there all the same.
/// </param>
public sealed record StatusConfiguration(RelayAddress? Address)
{
    /// <summary>Gets the code of a plugin that is not well or not ready, <c>status.unavailable_status_code</c>.</summary>
    /// <value>Default: 503; 100 to 599.</value>
    public int UnavailableStatusCode { get; init; } = ConfigurationDefaults.UnavailableStatusCode;
}
