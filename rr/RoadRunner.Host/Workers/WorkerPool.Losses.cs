namespace RoadRunner.Host.Workers;

/// <summary>The part that notices that a worker has gone or goes by itself.</summary>
internal sealed partial class WorkerPool
{
    /// <summary>A worker has asked to leave: it goes, its job goes to another.</summary>
    public void Retire(WorkerProcess worker, WorkerJob job)
    {
        bool replace;
        lock (_gate)
        {
            _ = Remove(worker, out replace);
        }

        _restarts.Add(RestartReason.Asked);
        RunInBackground(() => RetireAsync(worker, replace));
        DispatchWaiting();
        Requeue(job);
    }

    /// <summary>A worker is gone; an unexpected end is logged and the worker replaced.</summary>
    /// <param name="worker">Who.</param>
    /// <param name="reason">What happened, in words.</param>
    /// <param name="kind">The same for the counters; null for one that left as it was told to.</param>
    public void Lost(WorkerProcess worker, string reason, RestartReason? kind)
    {
        WorkerJob[] orphans = [];
        bool replace;
        lock (_gate)
        {
            if (!Remove(worker, out replace))
            {
                return;
            }

            if (_isDraining && _workers.Count == 0 && !_options.IsDebug)
            {
                orphans = _waiting.TakeAll();
            }
        }

        DispatchWaiting();
        if (kind is { } known)
        {
            _restarts.Add(known);
            RunInBackground(() => ReplaceAsync(worker, reason, replace));
        }

        foreach (var job in orphans)
        {
            Refuse(job, NoWorkerIsLeft);
        }
    }

    /// <summary>Takes a worker out that is gone or goes by itself; the caller holds the gate.</summary>
    private bool Remove(WorkerProcess worker, out bool replace)
    {
        var seat = worker.Seat;
        replace = !seat.IsOutgoing && !seat.IsBeingRenewed;
        if (replace)
        {
            NoteAge(worker);
        }

        seat.IsOutgoing = false;
        seat.Spent.TrySetResult();
        seat.Idle?.TrySetResult();
        seat.Idle = null;
        _ = TryTakeIdle(worker);
        EndService(worker);
        return _workers.Remove(worker);
    }
}
