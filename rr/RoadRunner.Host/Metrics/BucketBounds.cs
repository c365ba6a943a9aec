namespace RoadRunner.Host.Metrics;

/// <summary>The upper bounds of a histogram's buckets.</summary>
internal static class BucketBounds
{
    /// <summary>Gets the bounds of a histogram that names none: those of the Prometheus clients, in seconds.</summary>
    public static IReadOnlyList<double> Usual { get; } = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>Returns the bounds of a definition that has been checked, without +Inf, which every histogram has.</summary>
    public static double[] Of(CollectorDefinition definition) =>
        [.. (definition.Buckets.Count == 0 ? Usual : definition.Buckets).Where(bound => !double.IsPositiveInfinity(bound))];

    /// <summary>Returns what is wrong with the bounds; null when they can be used. RoadRunner's process ends instead.</summary>
    public static string? Problem(IReadOnlyList<double> bounds)
    {
        for (var i = 0; i < bounds.Count; i++)
        {
            if (double.IsNaN(bounds[i]))
            {
                return "histogram buckets must be numbers";
            }

            if (i > 0 && bounds[i - 1] >= bounds[i])
            {
                return $"histogram buckets must be in increasing order: {GoText.Fixed(bounds[i - 1])} >= {GoText.Fixed(bounds[i])}";
            }
        }

        return null;
    }
}
