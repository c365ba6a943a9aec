namespace RoadRunner.Benchmarks.Steady;

/// <summary>How often and how long.</summary>
/// <param name="Rounds">Counted rounds.</param>
/// <param name="Side">Measured time of one side within a round.</param>
internal sealed record SteadyPlan(int Rounds, TimeSpan Side)
{
    /// <summary>Load on each side before the first counted round; longer than that of the table, since workers come and go here.</summary>
    public static readonly TimeSpan Warmup = TimeSpan.FromSeconds(3);
}
