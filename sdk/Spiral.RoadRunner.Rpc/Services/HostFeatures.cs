using System.Text.Json.Serialization;

namespace Spiral.RoadRunner.Rpc;

/// <summary>What the server can do beyond Go RoadRunner. Immutable.</summary>
public sealed record HostFeatures
{
    /// <summary>Gets a value indicating whether the server is the embedded host; with Go RoadRunner everything else is empty.</summary>
    [JsonIgnore]
    public bool IsEmbeddedHost { get; init; }

    /// <summary>Gets the name of the server.</summary>
    [JsonPropertyName("name")]
    public string Name { get; init; } = "";

    /// <summary>Gets the version of the host itself; <c>rpc.Version</c> names the RoadRunner version whose protocol it speaks.</summary>
    [JsonPropertyName("version")]
    public string Version { get; init; } = "";

    /// <summary>Gets a value indicating whether bytes can be sent to a client without an event of it (<c>tcp.Write</c>, <c>tcp.Broadcast</c>).</summary>
    [JsonPropertyName("push")]
    public bool Push { get; init; }

    /// <summary>Gets the framing of each TCP server by its name: <c>exact</c>, <c>raw</c> or <c>roadrunner</c>.</summary>
    [JsonPropertyName("framing")]
    public IReadOnlyDictionary<string, string> Framing { get; init; } = new Dictionary<string, string>();
}
