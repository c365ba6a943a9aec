namespace RoadRunner.Host.Metrics;

/// <summary>Observations counted in buckets.</summary>
/// <param name="bounds">The upper bounds, growing, +Inf left out; shared by the series of a collector.</param>
internal sealed class HistogramSeries(IReadOnlyList<double> bounds) : MetricSeries
{
    // One more than there are bounds: what is greater than all of them, or not a number.
    private ulong[] _counts = new ulong[bounds.Count + 1];
    private double _sum;

    public override void Apply(MetricOperation operation, double value)
    {
        var bucket = 0;
        while (bucket < bounds.Count && !(value <= bounds[bucket]))
        {
            bucket++;
        }

        _counts[bucket]++;
        _sum += value;
    }

    public override MetricSeries Copy() => new HistogramSeries(bounds) { _counts = [.. _counts], _sum = _sum };

    public override void Write(ExpositionWriter writer, MetricDescriptor descriptor, IReadOnlyList<string> labels)
    {
        // A bucket holds those below it, too.
        var count = 0UL;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            count += _counts[bucket];
            writer.Bucket(descriptor, labels, bucket < bounds.Count ? bounds[bucket] : double.PositiveInfinity, count);
        }

        writer.Sample(descriptor, "_sum", labels, _sum);
        writer.Sample(descriptor, "_count", labels, count);
    }
}
