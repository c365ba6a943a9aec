using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Workers;

/// <summary>What a pool needs to know to start and keep its workers.</summary>
internal sealed record WorkerPoolOptions
{
    /// <summary>Gets the program and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Gets where the command stands in the configuration, for messages.</summary>
    public string CommandOrigin { get; init; } = "server.command";

    /// <summary>Gets the working directory of the workers.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Gets variables on top of the host's own environment; null removes one.</summary>
    public required IReadOnlyDictionary<string, string?> Environment { get; init; }

    /// <summary>Gets the user that workers run as; null for the user of the host.</summary>
    public string? User { get; init; }

    /// <summary>Gets whether every event has a process of its own; there are then at most <see cref="NumWorkers"/> at a time.</summary>
    public bool IsDebug { get; init; }

    /// <summary>Gets when there are more workers for a while; null for never.</summary>
    public DynamicAllocatorConfiguration? DynamicAllocator { get; init; }

    /// <summary>Gets the number of workers, 1 to 500.</summary>
    public required int NumWorkers { get; init; }

    /// <summary>Gets how many events a worker gets before it is replaced; 0 for no limit.</summary>
    public int MaxJobs { get; init; }

    /// <summary>Gets how all workers are replaced.</summary>
    public ResetMode Reset { get; init; }

    /// <summary>Gets how the processors are shared under pressure.</summary>
    public SchedulingMode Scheduling { get; init; }

    /// <summary>Gets whether that is said for the process of the host, too.</summary>
    public bool SchedulesHost { get; init; }

    /// <summary>Gets how many events may be in the pool, waiting and in work, before one that finds no idle worker fails at once; 0 for no limit.</summary>
    public int MaxQueueSize { get; init; }

    /// <summary>Gets how long and how large a worker may live.</summary>
    public SupervisorConfiguration Supervisor { get; init; } = new();

    /// <summary>Gets the time a worker has for its start, and an event waits for a free worker.</summary>
    public TimeSpan AllocateTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets the time a worker has until it has connected to a socket relay; null for no limit but that of its start.</summary>
    public TimeSpan? RelayTimeout { get; init; }

    /// <summary>Gets how long the removal of a worker waits for it to be idle.</summary>
    public TimeSpan DestroyTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets how long a reset waits for a worker to be idle before it stops it all the same.</summary>
    public TimeSpan ResetTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets the time between the stop command and the kill: fixed, as in RoadRunner; shorter in tests.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
