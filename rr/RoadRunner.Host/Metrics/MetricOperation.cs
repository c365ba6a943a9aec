namespace RoadRunner.Host.Metrics;

/// <summary>The calls that change a value.</summary>
internal enum MetricOperation
{
    Add,
    Sub,
    Set,
    Observe,
}
