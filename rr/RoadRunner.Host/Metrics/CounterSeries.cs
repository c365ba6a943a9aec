namespace RoadRunner.Host.Metrics;

/// <summary>A number that only grows. Whole steps are counted apart, so that they still count when the number is large.</summary>
internal sealed class CounterSeries : MetricSeries
{
    private ulong _whole;
    private double _rest;

    public override void Apply(MetricOperation operation, double value)
    {
        var whole = (ulong)value;
        if (whole == value && whole <= ulong.MaxValue - _whole)
        {
            _whole += whole;
        }
        else
        {
            _rest += value;
        }
    }

    public override MetricSeries Copy() => new CounterSeries { _whole = _whole, _rest = _rest };

    public override void Write(ExpositionWriter writer, MetricDescriptor descriptor, IReadOnlyList<string> labels) =>
        writer.Sample(descriptor, suffix: "", labels, _rest + _whole);
}
