namespace RoadRunner.Host.Configuration;

/// <summary>The section <c>tcp.pool</c>: the worker processes.</summary>
/// <param name="Command">Program and arguments of a worker: <c>tcp.pool.command</c>, or <c>server.command</c>. Not empty, but for a host that starts no workers.</param>
/// <param name="NumWorkers">How many workers run, 1 to 500. Default: the number of processors.</param>
/// <param name="AllocateTimeout">How long a worker may take to start, and an event may wait for a free worker. Default: 60 s.</param>
/// <param name="DestroyTimeout">How long a worker that is removed may take to finish its event. Default: 60 s.</param>
public sealed record PoolConfiguration(
    IReadOnlyList<string> Command,
    int NumWorkers,
    TimeSpan AllocateTimeout,
    TimeSpan DestroyTimeout)
{
    /// <summary>Creates a pool with the default number of workers and the default timeouts.</summary>
    /// <param name="command">Program and arguments of a worker; empty only for a host that starts none.</param>
    public PoolConfiguration(IReadOnlyList<string> command)
        : this(command, ConfigurationDefaults.NumWorkers, ConfigurationDefaults.AllocateTimeout, ConfigurationDefaults.DestroyTimeout)
    {
    }

    /// <summary>Gets how long a reset waits for a worker to finish its event, <c>tcp.pool.reset_timeout</c>.</summary>
    /// <value>Default: 60 s.</value>
    public TimeSpan ResetTimeout { get; init; } = ConfigurationDefaults.ResetTimeout;

    /// <summary>Gets how many events a worker gets before another one takes its place, <c>tcp.pool.max_jobs</c>.</summary>
    /// <value>
    /// Default: 0, no limit. Up to 14 % more, as in RoadRunner; below ten exactly as many. A worker leaves when its replacement is ready, and until
    /// then has events beyond that number, unless it is exact.
    /// </value>
    public int MaxJobs { get; init; }

    /// <summary>Gets how many events may be in the pool, those that are being handled included, <c>tcp.pool.max_queue_size</c>.</summary>
    /// <value>Default: 0, no limit. Beyond it an event that finds no idle worker fails at once, and its connection is closed; Close events always wait.</value>
    public int MaxQueueSize { get; init; }

    /// <summary>Gets whether every event has a process of its own that is started for it, <c>tcp.pool.debug</c>.</summary>
    /// <value>Default: false. <see cref="NumWorkers"/> then says how many run at most at a time; other events wait.</value>
    public bool IsDebug { get; init; }

    /// <summary>Gets the section <c>tcp.pool.dynamic_allocator</c>: when there are more workers for a while.</summary>
    /// <value>Default: null, never.</value>
    public DynamicAllocatorConfiguration? DynamicAllocator { get; init; }

    /// <summary>Gets the section <c>tcp.pool.supervisor</c>: how long and how large a worker may live.</summary>
    /// <value>Default: no limits.</value>
    public SupervisorConfiguration Supervisor { get; init; } = new();
}
