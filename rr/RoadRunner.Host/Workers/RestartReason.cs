namespace RoadRunner.Host.Workers;

/// <summary>Why a worker had to go and another took its place.</summary>
internal enum RestartReason
{
    /// <summary>It died, or broke the protocol and was killed.</summary>
    Crash,

    /// <summary>It asked to be replaced.</summary>
    Asked,

    /// <summary>A reset of the pool.</summary>
    Reset,

    /// <summary>It had <c>max_jobs</c> events.</summary>
    MaxJobs,

    /// <summary>It was <c>supervisor.ttl</c> old.</summary>
    Ttl,

    /// <summary>It had no event for <c>supervisor.idle_ttl</c>.</summary>
    IdleTtl,

    /// <summary>It had an event for <c>supervisor.exec_ttl</c> and was killed.</summary>
    ExecTtl,

    /// <summary>It took more memory than <c>supervisor.max_worker_memory</c>.</summary>
    Memory,
}
