using System.Diagnostics.CodeAnalysis;

namespace RoadRunner.Host.Workers;

/// <summary>The part that brings events and idle workers together. Everything here is under the gate, and nothing is allocated for an event.</summary>
internal sealed partial class WorkerPool
{
    private readonly LinkedList<WorkerProcess> _idle = new();
    private readonly JobQueue _waiting;
    private readonly ITimer _queueTimer;
    private int _aloneInARow;
    private bool _queueTimerIsSet;
    private bool _isPaused;

    /// <summary>Hands a job to an idle worker, or queues it until one is free.</summary>
    public void Execute(WorkerJob job)
    {
        job.WasRetried = job.WasExtended = false;
        BeginOrQueue(job, first: false);
    }

    /// <summary>Takes a worker back that has answered, and gives it the next job that waits.</summary>
    public void Return(WorkerProcess worker)
    {
        WorkerJob? job = null;
        lock (_gate)
        {
            var seat = worker.Seat;
            if (seat.Idle is { } idle)
            {
                seat.Idle = null;
                idle.TrySetResult();
            }
            else if (worker.Executions >= seat.LookAt && HasHadItsEvents(worker))
            {
                EndService(worker);
            }
            else if (_isPaused || !_waiting.TryTake(worker, out job))
            {
                _idle.AddLast(worker.IdlePlace);
            }
            else if (job.IsSticky)
            {
                job.Home = worker;
            }
        }

        if (job is not null)
        {
            worker.Begin(job);
        }
        else if (worker.Seat.IsParked)
        {
            DispatchWaiting();
        }
    }

    /// <summary>Gives a job that no worker has seen to another one, before those that came later.</summary>
    public void Requeue(WorkerJob job) => BeginOrQueue(job, first: true);

    private void BeginOrQueue(WorkerJob job, bool first)
    {
        if (_options.IsDebug)
        {
            BeginAlone(job, first);
            return;
        }

        WorkerProcess? worker;
        string? refusal = null;
        bool isLonely;
        lock (_gate)
        {
            var home = job.Home is { Seat.IsServing: true } had ? had : null;
            var isAlone = TryTakeIdle(home, out worker) && _idle.Count == _workers.Count - 1;
            _aloneInARow = isAlone ? Math.Min(_aloneInARow + 1, Wakefulness.LonelyJobs) : 0;
            isLonely = _aloneInARow == Wakefulness.LonelyJobs;
            if (job.IsSticky)
            {
                job.Home = worker ?? home;
            }

            if (worker is null)
            {
                refusal = _isStopping ? IsStopping
                    : _isDraining && _workers.Count == 0 ? NoWorkerIsLeft
                    : job.MayTimeOut && !first && IsQueueFull() ? QueueIsFull
                    : null;
                if (refusal is null)
                {
                    _waiting.Add(job, first, home);
                    SetQueueTimer();
                    return;
                }
            }
        }

        if (worker is null)
        {
            Refuse(job, refusal!);
        }
        else
        {
            worker.Begin(job);
            if (isLonely)
            {
                Wakefulness.Bridge(worker, job);
            }
        }
    }

    /// <summary>Takes the worker whose turn it is, or the one that has to have the job.</summary>
    private bool TryTakeIdle(WorkerProcess? home, [NotNullWhen(true)] out WorkerProcess? worker)
    {
        if (home is null)
        {
            return TryTakeIdle(out worker);
        }

        worker = !_isPaused && TryTakeIdle(home) && home.State == WorkerState.Ready ? home : null;
        return worker is not null;
    }

    private bool TryTakeIdle([NotNullWhen(true)] out WorkerProcess? worker)
    {
        if (_isPaused)
        {
            worker = null;
            return false;
        }

        while ((worker = _idle.First?.Value) is not null)
        {
            _idle.RemoveFirst();
            if (worker.State == WorkerState.Ready)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes a certain worker if it is idle.</summary>
    private bool TryTakeIdle(WorkerProcess worker)
    {
        if (worker.IdlePlace.List is null)
        {
            return false;
        }

        _idle.Remove(worker.IdlePlace);
        return true;
    }

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
