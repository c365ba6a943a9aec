namespace RoadRunner.Host.Metrics;

/// <summary>The value of a collector for one combination of label values. Not thread-safe: its collector locks.</summary>
internal abstract class MetricSeries
{
    /// <summary>Changes the value; the collector has checked that the kind supports the operation.</summary>
    public abstract void Apply(MetricOperation operation, double value);

    /// <summary>Returns the value of this moment, which no longer changes.</summary>
    public abstract MetricSeries Copy();

    /// <summary>Writes the samples.</summary>
    public abstract void Write(ExpositionWriter writer, MetricDescriptor descriptor, IReadOnlyList<string> labels);
}
