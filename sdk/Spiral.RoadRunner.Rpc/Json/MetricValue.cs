using System.Text.Json.Serialization;

namespace Spiral.RoadRunner.Rpc;

/// <summary>The argument of <c>metrics.Add</c>, <c>Sub</c>, <c>Set</c> and <c>Observe</c>.</summary>
internal sealed record MetricValue(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("value")] double Value,
    [property: JsonPropertyName("labels")] IReadOnlyList<string>? Labels);
