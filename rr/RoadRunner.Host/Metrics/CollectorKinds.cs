namespace RoadRunner.Host.Metrics;

/// <summary>What is known of each kind of collector.</summary>
internal static class CollectorKinds
{
    /// <summary>Returns the kind of a type as it is written on the wire; null for any other text.</summary>
    public static CollectorKind? Parse(string type) => type switch
    {
        CollectorDefinition.Counter => CollectorKind.Counter,
        CollectorDefinition.Gauge => CollectorKind.Gauge,
        CollectorDefinition.Histogram => CollectorKind.Histogram,
        CollectorDefinition.Summary => CollectorKind.Summary,
        _ => null,
    };

    public static bool Supports(this CollectorKind kind, MetricOperation operation) => kind switch
    {
        CollectorKind.Counter => operation is MetricOperation.Add,
        CollectorKind.Gauge => operation is MetricOperation.Add or MetricOperation.Sub or MetricOperation.Set,
        _ => operation is MetricOperation.Observe,
    };

    /// <summary>Returns the label that the kind uses itself, or null.</summary>
    public static string? ReservedLabel(this CollectorKind kind) => kind switch
    {
        CollectorKind.Histogram => ExpositionWriter.BucketLabel,
        CollectorKind.Summary => "quantile",
        _ => null,
    };
}
