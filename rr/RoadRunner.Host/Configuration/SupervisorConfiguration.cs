namespace RoadRunner.Host.Configuration;

/// <summary>The section <c>tcp.pool.supervisor</c>: limits of a worker. In all of them zero means that there is none.</summary>
/// <remarks>A worker over a limit leaves after its event, when its replacement is ready; only <see cref="ExecTtl"/> kills.</remarks>
public sealed record SupervisorConfiguration
{
    /// <summary>Gets how often the workers are looked at, <c>watch_tick</c>.</summary>
    /// <value>Above zero. Default: 5 s. <see cref="ExecTtl"/> does not depend on it.</value>
    public TimeSpan WatchTick { get; init; } = ConfigurationDefaults.WatchTick;

    /// <summary>Gets how old a worker may become, <c>ttl</c>.</summary>
    /// <value>Default: zero.</value>
    public TimeSpan Ttl { get; init; }

    /// <summary>Gets how long a worker that has had an event may be without another one, counted from the start of the last one, <c>idle_ttl</c>.</summary>
    /// <value>Default: zero.</value>
    public TimeSpan IdleTtl { get; init; }

    /// <summary>Gets how long one event may take, <c>exec_ttl</c>: then the worker is killed with its children, and the connection closed.</summary>
    /// <value>Default: zero.</value>
    public TimeSpan ExecTtl { get; init; }

    /// <summary>Gets the largest resident set of a worker in MiB, without its children, <c>max_worker_memory</c>.</summary>
    /// <value>Default: zero.</value>
    public int MaxWorkerMemoryMiB { get; init; }
}
