namespace RoadRunner.Host.Metrics;

/// <summary>Observations counted and added up; quantiles are not kept.</summary>
internal sealed class SummarySeries : MetricSeries
{
    private ulong _count;
    private double _sum;

    public override void Apply(MetricOperation operation, double value)
    {
        _count++;
        _sum += value;
    }

    public override MetricSeries Copy() => new SummarySeries { _count = _count, _sum = _sum };

    public override void Write(ExpositionWriter writer, MetricDescriptor descriptor, IReadOnlyList<string> labels)
    {
        writer.Sample(descriptor, "_sum", labels, _sum);
        writer.Sample(descriptor, "_count", labels, _count);
    }
}
