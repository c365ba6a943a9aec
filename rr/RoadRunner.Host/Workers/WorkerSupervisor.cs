using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Workers;

/// <summary>Watches the workers of a pool: age, idleness and memory on every tick, the length of events on a timer of its own.</summary>
/// <remarks>
/// An event costs no timer. The one there is fires no later than <c>exec_ttl</c> after it has fired last, so every event that can be over
/// its time by then had begun before, and the timer is set to the earliest of their ends.
/// </remarks>
internal sealed class WorkerSupervisor : IAsyncDisposable
{
    private const long MiB = 1024 * 1024;

    private readonly SupervisorConfiguration _limits;
    private readonly WorkerPool _pool;
    private readonly TimeProvider _time;
    private readonly ITimer? _tick;
    private readonly ITimer? _events;

    public WorkerSupervisor(SupervisorConfiguration limits, WorkerPool pool, TimeProvider time)
    {
        _limits = limits;
        _pool = pool;
        _time = time;
        if (limits.Ttl > TimeSpan.Zero || limits.IdleTtl > TimeSpan.Zero || limits.MaxWorkerMemoryMiB > 0)
        {
            _tick = time.CreateTimer(static state => ((WorkerSupervisor)state!).Inspect(), this, limits.WatchTick, limits.WatchTick);
        }

        if (limits.ExecTtl > TimeSpan.Zero)
        {
            _events = time.CreateTimer(static state => ((WorkerSupervisor)state!).EndLongEvents(), this, limits.ExecTtl, Timeout.InfiniteTimeSpan);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_tick?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_events?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private void Inspect()
    {
        foreach (var worker in _pool.Workers())
        {
            if (Judge(worker) is { } reason)
            {
                _pool.Renew(worker, reason);
            }
        }
    }

    /// <summary>Says what limit a worker is over, in the order in which RoadRunner looks.</summary>
    private RestartReason? Judge(WorkerProcess worker)
    {
        if (_limits.Ttl > TimeSpan.Zero && worker.Age >= _limits.Ttl)
        {
            return RestartReason.Ttl;
        }

        if (_limits.MaxWorkerMemoryMiB > 0 && ProcessUsage.Measure(worker.Pid, _time).MemoryBytes > _limits.MaxWorkerMemoryMiB * MiB)
        {
            return RestartReason.Memory;
        }

        return _limits.IdleTtl > TimeSpan.Zero && worker is { State: WorkerState.Ready, Executions: > 0 } && worker.SinceEvent >= _limits.IdleTtl
            ? RestartReason.IdleTtl
            : null;
    }

    private void EndLongEvents()
    {
        var next = _limits.ExecTtl;
        foreach (var worker in _pool.Workers())
        {
            if (!worker.IsBusy)
            {
                continue;
            }

            var left = _limits.ExecTtl - worker.SinceEvent;
            if (left <= TimeSpan.Zero)
            {
                worker.EndEvent(_limits.ExecTtl);
            }
            else if (left < next)
            {
                next = left;
            }
        }

        _events!.Change(next, Timeout.InfiniteTimeSpan);
    }
}
