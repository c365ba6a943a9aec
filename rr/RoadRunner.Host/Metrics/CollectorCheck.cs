namespace RoadRunner.Host.Metrics;

/// <summary>What is checked of a definition beside its names.</summary>
internal static class CollectorCheck
{
    /// <summary>Returns what is wrong; null when the collector can be made.</summary>
    public static string? Problem(CollectorDefinition definition, CollectorKind kind, MetricsLimits limits)
    {
        string[] texts = [definition.Name, definition.Namespace, definition.Subsystem, definition.Help, .. definition.Labels];
        if (texts.FirstOrDefault(text => text.Length > limits.MaxTextLength) is { } longest)
        {
            return $"a name or the help of a collector has {longest.Length} characters; the limit is {limits.MaxTextLength}";
        }

        if (definition.Labels.Count > limits.MaxLabels)
        {
            return $"collector `{definition.Name}` has {definition.Labels.Count} labels; the limit is {limits.MaxLabels}";
        }

        if (definition.Buckets.Count > limits.MaxBuckets)
        {
            return $"collector `{definition.Name}` has {definition.Buckets.Count} buckets; the limit is {limits.MaxBuckets}";
        }

        // RoadRunner finds these two only when the first value comes, and its process ends.
        if (kind.ReservedLabel() is { } reserved && definition.Labels.Contains(reserved))
        {
            return $"`{reserved}` is not allowed as label name in {(kind == CollectorKind.Histogram ? "histograms" : "summaries")}";
        }

        if (HostMetrics.IsReserved(new MetricDescriptor(definition).FullName))
        {
            return $"`{new MetricDescriptor(definition).FullName}` is a metric of the server itself";
        }

        return kind == CollectorKind.Histogram ? BucketBounds.Problem(definition.Buckets) : null;
    }
}
