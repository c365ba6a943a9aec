namespace RoadRunner.Host.Configuration;

/// <summary>The section <c>tcp.pool.dynamic_allocator</c>: more workers when events have waited for <c>allocate_timeout</c> in vain.</summary>
public sealed record DynamicAllocatorConfiguration
{
    /// <summary>Gets how many workers there may be on top of the others, <c>max_workers</c>.</summary>
    /// <value>1 to 100. Default: 10.</value>
    public int MaxWorkers { get; init; } = 10;

    /// <summary>Gets how many are started at a time, <c>spawn_rate</c>.</summary>
    /// <value>1 to 100. Default: 5.</value>
    public int SpawnRate { get; init; } = 5;

    /// <summary>Gets how long after the last start they leave again, <c>idle_timeout</c>.</summary>
    /// <value>At least 1 s; a shorter time in the file means the default. Default: 60 s.</value>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
