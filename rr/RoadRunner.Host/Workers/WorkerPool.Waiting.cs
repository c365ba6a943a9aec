namespace RoadRunner.Host.Workers;

/// <summary>The part for events that no worker could take at once: who gets them later, and when they have waited too long.</summary>
internal sealed partial class WorkerPool
{
    private readonly ITimer _queueTimer;
    private bool _queueTimerIsSet;

    /// <summary>The worker gets no more events; those that waited for it are for any. The caller holds the gate, and calls <see cref="DispatchWaiting"/> after it.</summary>
    private void EndService(WorkerProcess worker)
    {
        worker.Seat.IsServing = false;
        _waiting.Release(worker);
    }

    /// <summary>Brings idle workers and jobs together that are both there.</summary>
    private void DispatchWaiting()
    {
        while (true)
        {
            WorkerProcess? worker;
            WorkerJob? job;
            lock (_gate)
            {
                if (!_waiting.HasShared || !TryTakeIdle(out worker) || !_waiting.TryTake(worker, out job))
                {
                    return;
                }

                if (job.IsSticky)
                {
                    job.Home = worker;
                }
            }

            worker.Begin(job);
        }
    }

    /// <summary>As in RoadRunner, the events that are being handled count too.</summary>
    private bool IsQueueFull() =>
        _options.MaxQueueSize > 0 && _waiting.Count + _workers.Count(static worker => worker.IsBusy) >= _options.MaxQueueSize;

    private static void Refuse(WorkerJob job, string reason)
    {
        job.Fail(new WorkerException(reason));
        job.Complete();
    }

    private void SetQueueTimer()
    {
        if (!_queueTimerIsSet && _waiting.UntilNext is { } remaining)
        {
            _queueTimerIsSet = true;
            _queueTimer.Change(remaining, Timeout.InfiniteTimeSpan);
        }
    }

    private void Extend(WorkerJob job)
    {
        job.WasExtended = true;
        _waiting.Add(job, first: false, job.Home is { Seat.IsServing: true } home ? home : null);
    }

    private void FailOverdue()
    {
        WorkerJob[] overdue;
        lock (_gate)
        {
            _queueTimerIsSet = false;
            overdue = _waiting.TakeOverdue();
            if (Array.Exists(overdue, static job => !job.WasExtended) && TryAllocate())
            {
                // They wait for the new workers as long as a start may take.
                Array.ForEach(Array.FindAll(overdue, static job => !job.WasExtended), Extend);
                overdue = Array.FindAll(overdue, static job => job.Place.List is null);
            }

            SetQueueTimer();
        }

        foreach (var job in overdue)
        {
            Refuse(job, $"no free workers in the pool within allocate_timeout ({_options.AllocateTimeout.TotalSeconds:0.###} s)");
        }
    }
}
