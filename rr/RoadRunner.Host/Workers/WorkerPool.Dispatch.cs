using System.Diagnostics.CodeAnalysis;

namespace RoadRunner.Host.Workers;

/// <summary>The part that brings events and idle workers together. Everything here is under the gate, and nothing is allocated for an event.</summary>
internal sealed partial class WorkerPool
{
    private readonly LinkedList<WorkerProcess> _idle = new();
    private readonly JobQueue _waiting;
    private LoneRun _lone;
    private bool _isPaused;

    /// <summary>Hands a job to an idle worker, or queues it until one is free.</summary>
    public void Execute(WorkerJob job)
    {
        job.WasRetried = job.WasCutOff = job.WasPassedOn = job.WasExtended = false;
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
    public void Requeue(WorkerJob job)
    {
        // Whoever calls has not brought the job, or is about to do something else.
        job.Direct = DirectAnswer.No;
        BeginOrQueue(job, first: true);
    }

    private void BeginOrQueue(WorkerJob job, bool first)
    {
        if (_options.IsDebug)
        {
            BeginAlone(job, first);
            return;
        }

        WorkerProcess? worker;
        string? refusal = null;
        bool isLone;
        lock (_gate)
        {
            var home = job.Home is { Seat.IsServing: true } had ? had : null;
            var isAlone = TryTakeIdle(home, out worker) && _idle.Count == _workers.Count - 1;
            NotePressure(waits: worker is null);
            isLone = _lone.Includes(job, isAlone);
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
            BeginWith(worker, job, isLone);
        }
    }

    private static void BeginWith(WorkerProcess worker, WorkerJob job, bool isLone)
    {
        if (isLone && job.Direct == DirectAnswer.Wanted)
        {
            worker.BeginAndAwait(job);
        }
        else
        {
            worker.Begin(job);
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
}
