namespace RoadRunner.Host.Metrics;

/// <summary>The buckets of the host's histograms of time. Fixed, so that servers can be compared and added up.</summary>
internal static class LatencyBounds
{
    /// <summary>Gets the upper bounds in seconds, +Inf left out.</summary>
    public static IReadOnlyList<double> Seconds { get; } =
        [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>Returns the bounds in ticks of a clock's timestamps.</summary>
    public static long[] InTicks(TimeProvider time) => [.. Seconds.Select(bound => (long)(bound * time.TimestampFrequency))];
}
