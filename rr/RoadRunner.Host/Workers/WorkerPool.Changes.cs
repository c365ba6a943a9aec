using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Workers;

/// <summary>The part that changes the set of workers while they run. A busy worker leaves after its event, so no event is lost.</summary>
internal sealed partial class WorkerPool
{
    private readonly SemaphoreSlim _changing = new(1, 1);

    // Workers that are not to be replaced when they go, and of these the ones that have yet to become idle.
    private readonly HashSet<WorkerProcess> _outgoing = [];
    private readonly Dictionary<WorkerProcess, TaskCompletionSource> _leaving = [];

    /// <inheritdoc/>
    public async Task AddAsync()
    {
        using var turn = await TakeTurnAsync();
        var count = Snapshot().Count;
        if (count >= ConfigurationDefaults.MaxNumWorkers)
        {
            throw new WorkerException($"the pool has {count} workers already; {ConfigurationDefaults.MaxNumWorkers} is the most");
        }

        await StartOneAsync();
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveAsync()
    {
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

    /// <inheritdoc/>
    public async Task ResetAsync()
    {
        using var turn = await TakeTurnAsync();
        WorkerProcess[] old;
        lock (_gate)
        {
            old = [.. _workers];
        }

        var ends = new List<Task>(old.Length);
        try
        {
            foreach (var worker in old.Where(TryMarkOutgoing))
            {
                await StartInsteadOfAsync(worker);
                ends.Add(LeaveAsync(worker));
            }
        }
        finally
        {
            await Task.WhenAll(ends);
        }
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

    private async Task StartInsteadOfAsync(WorkerProcess worker)
    {
        try
        {
            await StartOneAsync();
        }
        catch
        {
            Keep(worker);
            throw;
        }
    }

    private async Task LeaveAsync(WorkerProcess worker)
    {
        if (!await WaitIdleAsync(worker, _options.ResetTimeout))
        {
            HostLog.WorkerStaysBusy(_logger, worker.Pid, _options.ResetTimeout.TotalSeconds);
        }

        await StopOutgoingAsync(worker);
    }

    private bool TryChooseOutgoing(out WorkerProcess worker)
    {
        lock (_gate)
        {
            worker = _workers.Find(static one => one.State == WorkerState.Ready) ?? _workers.FirstOrDefault()!;
            return _workers.Count > 1 && _outgoing.Add(worker);
        }
    }

    private bool TryMarkOutgoing(WorkerProcess worker)
    {
        lock (_gate)
        {
            return _workers.Contains(worker) && _outgoing.Add(worker);
        }
    }

    /// <summary>The worker does not go after all; one that has gone meanwhile is replaced.</summary>
    private void Keep(WorkerProcess worker)
    {
        bool isGone;
        lock (_gate)
        {
            isGone = !_outgoing.Remove(worker) && !_isStopping;
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
        TaskCompletionSource idle;
        lock (_gate)
        {
            if (!_workers.Contains(worker) || TryTakeIdle(worker))
            {
                return true;
            }

            idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _leaving.Add(worker, idle);
        }

        await idle.Task.WaitAsync(timeout, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            return !_leaving.Remove(worker);
        }
    }

    /// <summary>Stops a worker that was taken out here; one that has gone by itself, or that the stop of the pool takes along, is left alone.</summary>
    private async Task StopOutgoingAsync(WorkerProcess worker)
    {
        bool isOurs;
        lock (_gate)
        {
            isOurs = !_isStopping && _outgoing.Remove(worker) && _workers.Remove(worker);
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
