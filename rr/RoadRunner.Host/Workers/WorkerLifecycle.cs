namespace RoadRunner.Host.Workers;

/// <summary>The state of one worker and its legal moves, in one table.</summary>
/// <remarks>Safe to use from any thread: of two moves at once from the same state one wins.</remarks>
internal sealed class WorkerLifecycle
{
    private int _state = (int)WorkerState.Inactive;

    public WorkerState State => (WorkerState)Volatile.Read(ref _state);

    /// <summary>Says whether the table has the move.</summary>
    public static bool IsLegal(WorkerState from, WorkerState to) => (from, to) switch
    {
        (WorkerState.Inactive, WorkerState.Ready or WorkerState.Errored or WorkerState.Stopping) => true,
        (WorkerState.Ready, WorkerState.Working or WorkerState.Stopping or WorkerState.Errored) => true,
        (WorkerState.Ready, WorkerState.MaxJobsReached or WorkerState.TtlReached or WorkerState.IdleTtlReached or WorkerState.MaxMemoryReached) => true,
        (WorkerState.Working, WorkerState.Ready or WorkerState.Stopping or WorkerState.Errored or WorkerState.ExecTtlReached) => true,
        (WorkerState.MaxJobsReached or WorkerState.TtlReached or WorkerState.IdleTtlReached or WorkerState.MaxMemoryReached,
            WorkerState.Stopping or WorkerState.Errored) => true,
        (WorkerState.Stopping, WorkerState.Stopped or WorkerState.Errored) => true,
        _ => false,
    };

    /// <summary>Makes the move if the table has it.</summary>
    public bool TryMoveTo(WorkerState next)
    {
        while (true)
        {
            var current = State;
            if (!IsLegal(current, next))
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _state, (int)next, (int)current) == (int)current)
            {
                return true;
            }
        }
    }
}
