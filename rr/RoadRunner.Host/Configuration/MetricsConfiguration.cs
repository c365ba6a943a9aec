using RoadRunner.Host.Metrics;
using Spiral.Goridge;

namespace RoadRunner.Host.Configuration;

/// <summary>The section <c>metrics</c>.</summary>
/// <param name="Address">Where the metrics are served over HTTP, <c>metrics.address</c>; an empty host means loopback. Default: 127.0.0.1:2112, also when the section has no address.</param>
/// <param name="Collectors">
/// What <c>metrics.collect</c> declares, in the order of the file. Names are in lower case, as under RoadRunner.
/// </param>
public sealed record MetricsConfiguration(RelayAddress Address, IReadOnlyList<CollectorDefinition> Collectors);
