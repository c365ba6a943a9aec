using System.Text.Json.Serialization;

namespace Spiral.RoadRunner.Rpc;

/// <summary>The argument of <c>metrics.Declare</c>.</summary>
internal sealed record MetricDeclaration(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("collector")] MetricCollector Collector);
