using System.Collections.ObjectModel;
using System.Text.Json.Serialization;

namespace Spiral.RoadRunner.Rpc;

/// <summary>What the server can do beyond Go RoadRunner. Immutable.</summary>
/// <remarks>What the reply leaves out is empty.</remarks>
public sealed record HostFeatures
{
    // The code that is generated to read the reply sets every property, to null where the field is missing.

    /// <summary>Gets a value indicating whether the server is the embedded host; with Go RoadRunner everything else is empty.</summary>
    [JsonIgnore]
    public bool IsEmbeddedHost { get; init; }

    /// <summary>Gets the name of the server.</summary>
    [JsonPropertyName("name")]
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the version of the host itself; <c>rpc.Version</c> names the RoadRunner version whose protocol it speaks.</summary>
    [JsonPropertyName("version")]
    public string Version { get; init => field = value ?? ""; } = "";

    /// <summary>Gets a value indicating whether bytes can be sent to a client without an event of it (<c>tcp.Write</c>, <c>tcp.Broadcast</c>).</summary>
    [JsonPropertyName("push")]
    public bool Push { get; init; }

    /// <summary>Gets the framing of each TCP server by its name: <c>exact</c>, <c>raw</c> or <c>roadrunner</c>.</summary>
    [JsonPropertyName("framing")]
    public IReadOnlyDictionary<string, string> Framing
    {
        get;
        init => field = value ?? ReadOnlyDictionary<string, string>.Empty;
    } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets the bytes that end a message of each TCP server by its name; the framing <c>raw</c> does not look at them.</summary>
    /// <value>Empty when the host is too old to say so.</value>
    [JsonPropertyName("delimiters")]
    [JsonConverter(typeof(HexBytesByNameConverter))]
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Delimiters
    {
        get;
        init => field = value ?? ReadOnlyDictionary<string, ReadOnlyMemory<byte>>.Empty;
    } = ReadOnlyDictionary<string, ReadOnlyMemory<byte>>.Empty;

    /// <summary>Gets how many connections each TCP server had when the server answered, by its name.</summary>
    /// <value>Empty when the server was still starting, or is too old to say so.</value>
    [JsonPropertyName("connections")]
    public IReadOnlyDictionary<string, int> Connections
    {
        get;
        init => field = value ?? ReadOnlyDictionary<string, int>.Empty;
    } = ReadOnlyDictionary<string, int>.Empty;
}
