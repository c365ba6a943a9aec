using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Workers;

/// <summary>The part that has host and workers run without interrupting each other while the pool is under pressure.</summary>
internal sealed partial class WorkerPool
{
    private readonly Lock _scheduling = new();
    private readonly ITimer _pressureTimer;
    private PoolPressure _pressure;
    private bool _isBatchHere;
    private int _followsSoon;

    /// <summary>Notes an event; the caller holds the gate.</summary>
    private void NotePressure(bool waits)
    {
        if (_options.Scheduling == SchedulingMode.Batch && !_isStopping && _pressure.Note(waits))
        {
            FollowPressureSoon();
        }
    }

    /// <summary>A pause is no event: the timer notices it.</summary>
    private void CheckPressure()
    {
        lock (_gate)
        {
            if (!_pressure.EndIfOverdue())
            {
                return;
            }
        }

        FollowPressure();
    }

    /// <summary>It takes longer than an event, so a thread of the thread pool does it.</summary>
    private void FollowPressureSoon()
    {
        if (Interlocked.Exchange(ref _followsSoon, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static pool => pool.FollowPressure(), this, preferLocal: false);
        }
    }

    /// <summary>Has everybody run as the pressure of this moment asks for. Safe from several threads.</summary>
    private void FollowPressure()
    {
        lock (_scheduling)
        {
            // Before the state is read: who changes it from here on comes again.
            Volatile.Write(ref _followsSoon, 0);
            bool isHigh;
            WorkerProcess[] workers;
            lock (_gate)
            {
                isHigh = _pressure.IsHigh;
                workers = [.. _workers];
            }

            _pressureTimer.Change(isHigh ? PoolPressure.Longest : Timeout.InfiniteTimeSpan, isHigh ? PoolPressure.Longest : Timeout.InfiniteTimeSpan);
            FollowHere(isHigh);
            foreach (var worker in workers)
            {
                worker.Schedule(isHigh);
            }
        }
    }

    private void FollowHere(bool isHigh)
    {
        if (!_options.SchedulesHost || isHigh == _isBatchHere)
        {
            return;
        }

        _isBatchHere = isHigh;
        if (isHigh)
        {
            BatchScheduling.BeginHere();
        }
        else
        {
            BatchScheduling.EndHere();
        }
    }
}
