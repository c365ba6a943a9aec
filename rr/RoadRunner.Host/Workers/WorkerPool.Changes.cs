using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Workers;

/// <summary>The part that changes the set of workers while they run. A busy worker leaves after its event, so no event is lost.</summary>
internal sealed partial class WorkerPool
{
    private readonly SemaphoreSlim _changing = new(1, 1);

    /// <inheritdoc/>
    public async Task AddAsync()
    {
        if (_options.IsDebug)
        {
            HostLog.DebugHasNoWorkers(_logger);
            return;
        }

        using var turn = await TakeTurnAsync();
        var count = Workers().Count(static worker => !worker.Seat.IsOutgoing);
        if (count >= ConfigurationDefaults.MaxNumWorkers)
        {
            throw new WorkerException($"the pool has {count} workers already; {ConfigurationDefaults.MaxNumWorkers} is the most");
        }

        await StartOneAsync();
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveAsync()
    {
        if (_options.IsDebug)
        {
            HostLog.DebugHasNoWorkers(_logger);
            return false;
        }

        using var turn = await TakeTurnAsync();
        if (!TryChooseOutgoing(out var worker))
        {
            HostLog.LastWorkerStays(_logger);
            return false;
        }

        if (!await WaitIdleAsync(worker, _options.DestroyTimeout))
        {
            Keep(worker);
            throw new WorkerException($"worker {worker.Pid} was not idle within destroy_timeout ({_options.DestroyTimeout.TotalSeconds:0.###} s)");
        }

        await StopOutgoingAsync(worker);
        return true;
    }

    private async Task<IDisposable> TakeTurnAsync()
    {
        try
        {
            await _changing.WaitAsync(_stopping.Token);
            return new Turn(_changing);
        }
        catch (OperationCanceledException)
        {
            throw Stopping();
        }
    }

    private static WorkerException Stopping() => new(IsStopping);

    private async Task StartOneAsync()
    {
        try
        {
            if (!await TryAddAsync(await _starter.StartAsync(_stopping.Token)))
            {
                throw Stopping();
            }
        }
        catch (OperationCanceledException)
        {
            throw Stopping();
        }
    }

    private bool TryChooseOutgoing(out WorkerProcess worker)
    {
        lock (_gate)
        {
            WorkerProcess[] staying = [.. _workers.Where(static one => !one.Seat.IsOutgoing)];
            worker = Array.Find(staying, static one => one.State == WorkerState.Ready) ?? staying.FirstOrDefault()!;
            return staying.Length > 1 && TryMarkOutgoing(worker);
        }
    }

    private bool TryMarkOutgoing(WorkerProcess worker)
    {
        lock (_gate)
        {
            var seat = worker.Seat;
            if (seat.IsOutgoing || !_workers.Contains(worker))
            {
                return false;
            }

            NoteAge(worker);

            // Whoever was about to renew it finds that there is nothing left to do.
            seat.IsOutgoing = true;
            seat.IsBeingRenewed = false;
            seat.Spent.TrySetResult();
            return true;
        }
    }

    /// <summary>The worker does not go after all; one that has gone meanwhile is replaced.</summary>
    private void Keep(WorkerProcess worker)
    {
        bool isGone;
        lock (_gate)
        {
            isGone = !worker.Seat.IsOutgoing && !_isStopping;
            worker.Seat.IsOutgoing = false;
            worker.Seat.IsServing = !isGone && !worker.Seat.IsParked;
            worker.Seat.LookAt = worker.Seat.Quota.RenewAt;
            if (worker.Seat.IsParked)
            {
                BeginRenewal(worker, RestartReason.MaxJobs);
            }
        }

        if (isGone)
        {
            RunInBackground(() => StartReplacementAsync());
        }
    }

    /// <summary>Waits until an outgoing worker has no event, and gives it no other one.</summary>
    /// <returns>False when it took too long; the worker then is in service as before.</returns>
    private async Task<bool> WaitIdleAsync(WorkerProcess worker, TimeSpan timeout)
    {
        var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            EndService(worker);
            if (!_workers.Contains(worker) || worker.Seat.IsParked || TryTakeIdle(worker))
            {
                idle.SetResult();
            }
            else
            {
                worker.Seat.Idle = idle;
            }
        }

        DispatchWaiting();
        await idle.Task.WaitAsync(timeout, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            var isIdle = worker.Seat.Idle is null;
            worker.Seat.Idle = null;
            return isIdle;
        }
    }

    /// <summary>Stops a worker that was taken out here; one that has gone by itself, or that the stop of the pool takes along, is left alone.</summary>
    private async Task StopOutgoingAsync(WorkerProcess worker)
    {
        bool isOurs;
        lock (_gate)
        {
            isOurs = !_isStopping && worker.Seat.IsOutgoing && _workers.Remove(worker);
        }

        if (isOurs)
        {
            await StopAndReleaseAsync(worker);
        }
    }

    private sealed class Turn(SemaphoreSlim changing) : IDisposable
    {
        public void Dispose() => changing.Release();
    }
}
