namespace RoadRunner.Host.Workers;

/// <summary>How many workers had to go since the start of the pool, by reason. Safe to use from any thread.</summary>
internal sealed class RestartCounters
{
    private readonly long[] _counts = new long[Enum.GetValues<RestartReason>().Length];

    /// <summary>Gets the number of one reason.</summary>
    public long this[RestartReason reason] => Volatile.Read(ref _counts[(int)reason]);

    public void Add(RestartReason reason) => Interlocked.Increment(ref _counts[(int)reason]);
}
