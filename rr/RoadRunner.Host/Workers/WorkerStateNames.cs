namespace RoadRunner.Host.Workers;

/// <summary>The words that RoadRunner has for the states of a worker.</summary>
internal static class WorkerStateNames
{
    public static string NameOf(WorkerState state) => state switch
    {
        WorkerState.Inactive => "inactive",
        WorkerState.Ready => "ready",
        WorkerState.Working => "working",
        WorkerState.Stopping => "stopping",
        WorkerState.Stopped => "stopped",
        WorkerState.MaxJobsReached => "maxJobsReached",
        WorkerState.Errored => "errored",
        WorkerState.IdleTtlReached => "idleTTLReached",
        WorkerState.TtlReached => "ttlReached",
        WorkerState.MaxMemoryReached => "maxMemoryReached",
        _ => "undefined",
    };
}
