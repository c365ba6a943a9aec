namespace RoadRunner.Host.Metrics;

/// <summary>Times counted in the buckets of <see cref="LatencyBounds"/>, as of one moment.</summary>
/// <param name="Buckets">How many fell into each bucket and none before it; the last one is for what is greater than all bounds.</param>
/// <param name="Seconds">The sum of the times.</param>
internal sealed record LatencyCounts(IReadOnlyList<long> Buckets, double Seconds)
{
    /// <summary>Gets how many there are.</summary>
    public long Count => Buckets.Sum();
}
