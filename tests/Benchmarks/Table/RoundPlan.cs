namespace RoadRunner.Benchmarks.Table;

/// <summary>How often and how long both sides of a pair are measured.</summary>
/// <param name="Rounds">Counted rounds.</param>
/// <param name="Side">Measured time of one side within a round.</param>
internal sealed record RoundPlan(int Rounds, TimeSpan Side)
{
    /// <summary>Seconds below which a round says nothing.</summary>
    public const double ShortestRound = 0.2;

    /// <summary>Load on each side before the first counted round, so that the compiled code is the final one.</summary>
    public static readonly TimeSpan Warmup = TimeSpan.FromSeconds(1);

    /// <summary>Gets how long one row takes; the rest of a table is starting processes.</summary>
    public TimeSpan Length => (2 * Warmup) + (2 * Rounds * Side);

    /// <summary>The order within a round changes every time, so that neither side always runs on what the other left behind.</summary>
    public static bool LeftFirst(int round) => round % 2 == 0;
}
