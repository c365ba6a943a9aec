using RoadRunner.Host.Metrics;
using Spiral.Goridge;

namespace RoadRunner.Host.Configuration;

/// <summary>The section <c>metrics</c>.</summary>
/// <param name="Address">Where the metrics are to be served over HTTP, <c>metrics.address</c>. Default: 127.0.0.1:2112. Not served yet.</param>
/// <param name="Collectors">
/// What <c>metrics.collect</c> declares, in the order of the file. Names are in lower case, as under RoadRunner.
/// </param>
public sealed record MetricsConfiguration(RelayAddress Address, IReadOnlyList<CollectorDefinition> Collectors);
