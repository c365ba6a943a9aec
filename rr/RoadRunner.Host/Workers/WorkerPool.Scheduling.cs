using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Workers;

/// <summary>The part that has host and workers run without interrupting each other while the pool is under pressure.</summary>
internal sealed partial class WorkerPool
{
    private readonly Lock _scheduling = new();
    private PoolPressure _pressure;
    private bool _isBatchHere;

    /// <summary>Notes an event; the caller holds the gate.</summary>
    private void NotePressure(bool waits)
    {
        if (_options.Scheduling == SchedulingMode.Batch && !_isStopping && _pressure.Note(waits))
        {
            FollowPressureLater();
        }
    }

    /// <summary>It takes longer than an event.</summary>
    private void FollowPressureLater() => ThreadPool.UnsafeQueueUserWorkItem(static pool => pool.FollowPressure(), this, preferLocal: false);

    /// <summary>Has everybody run as the pressure of this moment asks for. Safe from several threads.</summary>
    private void FollowPressure()
    {
        lock (_scheduling)
        {
            bool isHigh;
            WorkerProcess[] workers;
            lock (_gate)
            {
                isHigh = _pressure.IsHigh;
                workers = [.. _workers];
            }

            if (_options.SchedulesHost && isHigh != _isBatchHere)
            {
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

            foreach (var worker in workers)
            {
                worker.Schedule(isHigh);
            }
        }
    }
}
