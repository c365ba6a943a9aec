namespace RoadRunner.Host.Workers;

/// <summary>Where a worker is in its life. Numbers and names are those of RoadRunner's informer.</summary>
public enum WorkerState
{
    /// <summary>The process is being started; the handshake is not done.</summary>
    Inactive = 0,

    /// <summary>Waits for an event.</summary>
    Ready = 1,

    /// <summary>Handles an event.</summary>
    Working = 2,

    /// <summary>Has been asked to leave.</summary>
    Stopping = 4,

    /// <summary>Has left as it was asked to.</summary>
    Stopped = 5,

    /// <summary>Has had <c>max_jobs</c> events and gets no more; its replacement is there or being started.</summary>
    MaxJobsReached = 7,

    /// <summary>Died, or broke the protocol and was killed.</summary>
    Errored = 8,

    /// <summary>Had no event for <c>supervisor.idle_ttl</c>; its replacement is there.</summary>
    IdleTtlReached = 9,

    /// <summary>Is <c>supervisor.ttl</c> old; its replacement is there.</summary>
    TtlReached = 10,

    /// <summary>Takes more than <c>supervisor.max_worker_memory</c>; its replacement is there.</summary>
    MaxMemoryReached = 11,

    /// <summary>Had an event for <c>supervisor.exec_ttl</c> and was killed. RoadRunner has no word for it.</summary>
    ExecTtlReached = 12,
}
