namespace RoadRunner.Host.Workers;

/// <summary>How many events the workers of a pool have been given, those of workers that are gone included. Safe to use from any thread; an event costs nothing.</summary>
internal sealed class ExecutionTally
{
    private readonly Lock _gate = new();
    private readonly HashSet<WorkerProcess> _present = [];
    private long _past;

    /// <summary>Gets the number, which never falls.</summary>
    public long Total
    {
        get
        {
            lock (_gate)
            {
                return _past + _present.Sum(static worker => worker.Executions);
            }
        }
    }

    /// <summary>A worker will be given events.</summary>
    public void Enter(WorkerProcess worker)
    {
        lock (_gate)
        {
            _present.Add(worker);
        }
    }

    /// <summary>A worker will be given no more events. A second call changes nothing.</summary>
    public void Leave(WorkerProcess worker)
    {
        lock (_gate)
        {
            if (_present.Remove(worker))
            {
                _past += worker.Executions;
            }
        }
    }
}
