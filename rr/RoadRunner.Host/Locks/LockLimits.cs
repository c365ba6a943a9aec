namespace RoadRunner.Host.Locks;

/// <summary>What keeps the memory of a <see cref="LockManager"/> bounded. RoadRunner has no such limits.</summary>
internal sealed record LockLimits
{
    /// <summary>Gets how many requests may wait for one resource; a further one is refused with an error.</summary>
    /// <value>Default: 10,000.</value>
    public int MaxWaitersPerResource { get; init; } = 10_000;

    /// <summary>Gets how many locks may be held and waited for in all; a further one is refused with an error.</summary>
    /// <value>Default: 1,000,000.</value>
    public int MaxEntries { get; init; } = 1_000_000;

    /// <summary>Gets the most characters of a resource name and of an id; a longer one is refused with an error.</summary>
    /// <value>Default: 4,096.</value>
    public int MaxNameLength { get; init; } = 4_096;
}
