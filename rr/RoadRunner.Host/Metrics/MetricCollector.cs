namespace RoadRunner.Host.Metrics;

/// <summary>A declared metric with all its series. Safe to use from any thread.</summary>
internal sealed class MetricCollector
{
    private readonly string _name;
    private readonly double[] _bounds;
    private readonly MetricsLimits _limits;
    private readonly Lock _gate = new();
    private readonly Dictionary<string[], MetricSeries> _series = new(LabelValues.Equality);

    public MetricCollector(CollectorDefinition definition, MetricDescriptor descriptor, CollectorKind kind, MetricsLimits limits)
    {
        _name = definition.Name;
        _bounds = BucketBounds.Of(definition);
        _limits = limits;
        Descriptor = descriptor;
        Kind = kind;
        if (descriptor.Labels.Count == 0)
        {
            // Without labels there is one series, and it is there from the start.
            _series.Add([], NewSeries());
        }
    }

    public MetricDescriptor Descriptor { get; }

    public CollectorKind Kind { get; }

    /// <summary>Changes the series of the label values; a collector without labels leaves the values aside, as RoadRunner does.</summary>
    /// <exception cref="MetricsException">The call is refused; nothing has changed.</exception>
    public void Apply(MetricOperation operation, double value, IReadOnlyList<string> labels)
    {
        if (!Kind.Supports(operation))
        {
            throw MetricsErrors.Unsupported(operation, _name);
        }

        var values = Check(operation, labels);
        if (Kind == CollectorKind.Counter && value < 0)
        {
            throw MetricsErrors.CounterFalls(_name);
        }

        lock (_gate)
        {
            if (!_series.TryGetValue(values, out var series))
            {
                if (_series.Count >= _limits.MaxSeriesPerCollector)
                {
                    throw MetricsErrors.TooManySeries(operation, _name, _limits.MaxSeriesPerCollector);
                }

                series = NewSeries();
                _series.Add(values, series);
            }

            series.Apply(operation, value);
        }
    }

    /// <summary>Writes the series in the order of their label values; nothing when there are none.</summary>
    public void Write(ExpositionWriter writer)
    {
        // Whoever reads the text may be slow; the values go on meanwhile.
        KeyValuePair<string[], MetricSeries>[] all;
        lock (_gate)
        {
            all = [.. _series.Select(series => KeyValuePair.Create(series.Key, series.Value.Copy()))];
        }

        if (all.Length == 0)
        {
            return;
        }

        Array.Sort(all, (x, y) => LabelValues.Compare(x.Key, y.Key, Descriptor.LabelOrder));
        writer.Head(Descriptor, Kind);
        foreach (var (labels, series) in all)
        {
            series.Write(writer, Descriptor, labels);
        }
    }

    private string[] Check(MetricOperation operation, IReadOnlyList<string> labels)
    {
        if (Descriptor.Labels.Count == 0)
        {
            return [];
        }

        if (labels.Count == 0)
        {
            throw MetricsErrors.LabelsRequired(operation, Kind, _name);
        }

        if (labels.Count != Descriptor.Labels.Count)
        {
            throw MetricsErrors.LabelCount(operation, Descriptor.Labels.Count, labels);
        }

        if (labels.FirstOrDefault(label => label.Length > _limits.MaxTextLength) is { } longest)
        {
            throw MetricsErrors.ValueTooLong(operation, _name, longest.Length, _limits.MaxTextLength);
        }

        return [.. labels];
    }

    private MetricSeries NewSeries() => Kind switch
    {
        CollectorKind.Counter => new CounterSeries(),
        CollectorKind.Gauge => new GaugeSeries(),
        CollectorKind.Histogram => new HistogramSeries(_bounds),
        _ => new SummarySeries(),
    };
}
