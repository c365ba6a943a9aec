namespace RoadRunner.Host.Metrics;

/// <summary>What a collector counts.</summary>
internal enum CollectorKind
{
    Counter,
    Gauge,
    Histogram,
    Summary,
}
