namespace RoadRunner.Host.Metrics;

/// <summary>A number that goes up and down.</summary>
internal sealed class GaugeSeries : MetricSeries
{
    private double _value;

    public override void Apply(MetricOperation operation, double value) => _value = operation switch
    {
        MetricOperation.Add => _value + value,
        MetricOperation.Sub => _value - value,
        _ => value,
    };

    public override MetricSeries Copy() => new GaugeSeries { _value = _value };

    public override void Write(ExpositionWriter writer, MetricDescriptor descriptor, IReadOnlyList<string> labels) =>
        writer.Sample(descriptor, suffix: "", labels, _value);
}
