namespace RoadRunner.Host.Rpc.Services;

/// <summary>What this host is and can do beyond RoadRunner.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its own version, not that of the wire.</param>
/// <param name="Push">Whether workers can write to connections without an event.</param>
/// <param name="Framing">The framing of each server, by its name.</param>
/// <param name="Delimiters">The bytes that end a message of each server, by its name, as hexadecimal digits in lower case.</param>
internal sealed record HostFeatures(
    string Name,
    string Version,
    bool Push,
    IReadOnlyList<KeyValuePair<string, string>> Framing,
    IReadOnlyList<KeyValuePair<string, string>> Delimiters)
{
    /// <summary>Gets how many connections each server has at this moment, by its name.</summary>
    /// <value>Empty while the host is starting.</value>
    public IReadOnlyList<KeyValuePair<string, int>> Connections { get; init; } = [];
}
