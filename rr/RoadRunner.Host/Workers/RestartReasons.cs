namespace RoadRunner.Host.Workers;

/// <summary>What belongs to a reason.</summary>
internal static class RestartReasons
{
    /// <summary>Returns the state of a worker that gets no more events for a reason.</summary>
    public static WorkerState StateOf(RestartReason reason) => reason switch
    {
        RestartReason.MaxJobs => WorkerState.MaxJobsReached,
        RestartReason.Ttl => WorkerState.TtlReached,
        RestartReason.IdleTtl => WorkerState.IdleTtlReached,
        RestartReason.ExecTtl => WorkerState.ExecTtlReached,
        RestartReason.Memory => WorkerState.MaxMemoryReached,
        RestartReason.Crash => WorkerState.Errored,
        _ => WorkerState.Stopping,
    };

    /// <summary>Returns the key that asks for it, for the log.</summary>
    public static string KeyOf(RestartReason reason) => reason switch
    {
        RestartReason.MaxJobs => "max_jobs",
        RestartReason.Ttl => "supervisor.ttl",
        RestartReason.IdleTtl => "supervisor.idle_ttl",
        RestartReason.ExecTtl => "supervisor.exec_ttl",
        RestartReason.Memory => "supervisor.max_worker_memory",
        _ => reason.ToString(),
    };
}
