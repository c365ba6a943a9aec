namespace RoadRunner.Host.Rpc.Services;

/// <summary>The argument of the value calls of <c>metrics</c>.</summary>
/// <param name="Name">The name under which the collector was declared.</param>
/// <param name="Value">The value.</param>
/// <param name="Labels">The label values in the order of the declared names.</param>
internal readonly record struct MetricSample(string Name, double Value, IReadOnlyList<string> Labels);
