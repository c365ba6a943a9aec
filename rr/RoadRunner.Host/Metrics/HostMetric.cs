namespace RoadRunner.Host.Metrics;

/// <summary>A metric of the host itself, of which the values are read when somebody asks.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Descriptor">What it is called.</param>
internal sealed record HostMetric(CollectorKind Kind, MetricDescriptor Descriptor)
{
    public static HostMetric Of(CollectorKind kind, string name, string help, params IReadOnlyList<string> labels) =>
        new(kind, new MetricDescriptor(new CollectorDefinition { Name = name, Type = "", Help = help, Labels = labels }));
}
