namespace RoadRunner.Host.Metrics;

/// <summary>What keeps the memory of a <see cref="MetricsRegistry"/> bounded. RoadRunner has no such limits.</summary>
internal sealed record MetricsLimits
{
    /// <summary>Gets how many collectors may be declared at a time.</summary>
    /// <value>Default: 1,000.</value>
    public int MaxCollectors { get; init; } = 1_000;

    /// <summary>Gets how many combinations of label values one collector may have; each is a series for ever.</summary>
    /// <value>Default: 10,000, ten times what Prometheus advises against.</value>
    public int MaxSeriesPerCollector { get; init; } = 10_000;

    /// <summary>Gets the most labels of a collector.</summary>
    /// <value>Default: 64.</value>
    public int MaxLabels { get; init; } = 64;

    /// <summary>Gets the most buckets of a histogram.</summary>
    /// <value>Default: 256.</value>
    public int MaxBuckets { get; init; } = 256;

    /// <summary>Gets the most characters of a name, a help text and a label value.</summary>
    /// <value>Default: 4,096.</value>
    public int MaxTextLength { get; init; } = 4_096;
}
