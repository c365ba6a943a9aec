using System.Text.Json.Serialization;

namespace Spiral.RoadRunner.Rpc;

/// <summary>Describes a collector. Immutable; what is null is not sent.</summary>
public sealed record MetricCollector
{
    /// <summary>Gets the first part of the exported name <c>namespace_subsystem_name</c>.</summary>
    [JsonPropertyName("namespace")]
    public string? Namespace { get; init; }

    /// <summary>Gets the second part of the exported name.</summary>
    [JsonPropertyName("subsystem")]
    public string? Subsystem { get; init; }

    /// <summary>Gets what the collector does with its values.</summary>
    [JsonPropertyName("type")]
    public required MetricType Type { get; init; }

    /// <summary>Gets the text that the server exports beside the values.</summary>
    [JsonPropertyName("help")]
    public string? Help { get; init; }

    /// <summary>Gets the names of the labels; each value then comes with as many label values, in this order.</summary>
    [JsonPropertyName("labels")]
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Gets the upper bounds of the buckets of a histogram, in growing order; null means those of the server.</summary>
    [JsonPropertyName("buckets")]
    public IReadOnlyList<double>? Buckets { get; init; }
}
