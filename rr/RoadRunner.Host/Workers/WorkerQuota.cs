namespace RoadRunner.Host.Workers;

/// <summary>How many events one worker gets before another takes its place.</summary>
/// <param name="RenewAt">With this many its replacement is started.</param>
/// <param name="EndAt">With this many it leaves, as soon as the replacement is ready.</param>
/// <param name="IsExact">True when it gets no event more, ready or not.</param>
/// <remarks>
/// As in RoadRunner the end is <c>max_jobs</c> and up to 14 % more, so that workers of one age do not leave together. Fewer than ten
/// are meant literally: a worker that has had them waits for its end. From ten on it goes on while its replacement starts, so that no event
/// waits for a process, and a program that cannot be started any more does not take the old workers with it.
/// </remarks>
internal readonly record struct WorkerQuota(long RenewAt, long EndAt, bool IsExact)
{
    /// <summary>Below this the number is exact.</summary>
    public const int SmallestLenient = 10;

    private const int MostExtraPercent = 14;

    /// <summary>Gets the quota of a worker that is not counted.</summary>
    public static WorkerQuota Unlimited { get; } = new(long.MaxValue, long.MaxValue, IsExact: false);

    /// <summary>Makes the quota of one worker.</summary>
    /// <param name="maxJobs"><c>max_jobs</c>; 0 for no limit.</param>
    /// <param name="random">Where the extra comes from.</param>
    public static WorkerQuota Draw(int maxJobs, Random random)
    {
        if (maxJobs == 0)
        {
            return Unlimited;
        }

        if (maxJobs < SmallestLenient)
        {
            return new WorkerQuota(maxJobs / 2, maxJobs, IsExact: true);
        }

        var end = maxJobs + ((long)maxJobs * random.Next(MostExtraPercent + 1) / 100);
        return new WorkerQuota(end - (end / SmallestLenient), end, IsExact: false);
    }
}
