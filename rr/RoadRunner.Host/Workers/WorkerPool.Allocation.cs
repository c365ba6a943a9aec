namespace RoadRunner.Host.Workers;

/// <summary>The part for <c>pool.dynamic_allocator</c>: more workers when events have waited in vain, and fewer again later.</summary>
internal sealed partial class WorkerPool
{
    private readonly ITimer _extraTimer;

    // How many workers there are on top of the others. Which ones does not matter: all do the same.
    private int _extra;
    private bool _isAllocating;

    /// <summary>Sees to more workers, if there may be more; the caller holds the gate.</summary>
    /// <returns>True when some are being started.</returns>
    private bool TryAllocate()
    {
        if (_options.DynamicAllocator is not { } allocator || _isDraining || _isAllocating)
        {
            return _isAllocating;
        }

        var count = Math.Min(allocator.SpawnRate, allocator.MaxWorkers - _extra);
        if (count <= 0)
        {
            return false;
        }

        _isAllocating = true;
        _extra += count;
        RunInBackground(() => AllocateAsync(count, allocator.IdleTimeout));
        return true;
    }

    private async Task AllocateAsync(int count, TimeSpan idleTimeout)
    {
        HostLog.AllocationStarted(_logger, count);
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => StartExtraAsync()));
        lock (_gate)
        {
            _isAllocating = false;
        }

        _extraTimer.Change(idleTimeout, Timeout.InfiniteTimeSpan);
    }

    private async Task StartExtraAsync()
    {
        try
        {
            await StartOneAsync();
        }
        catch (WorkerException failure)
        {
            HostLog.ExtraWorkerFailed(_logger, failure.Message);
            lock (_gate)
            {
                _extra--;
            }
        }
    }

    private void ReleaseExtra()
    {
        lock (_gate)
        {
            if (_isDraining)
            {
                return;
            }
        }

        RunInBackground(ReleaseExtraAsync);
    }

    /// <summary>They leave after their events, whichever workers are idle first.</summary>
    private async Task ReleaseExtraAsync()
    {
        var leaving = new List<WorkerProcess>();
        lock (_gate)
        {
            while (_extra > 0 && TryChooseOutgoing(out var worker))
            {
                _extra--;
                leaving.Add(worker);
            }
        }

        await Task.WhenAll(leaving.Select(worker => LeaveAsync(worker, Timeout.InfiniteTimeSpan)));
        HostLog.ExtraWorkersLeft(_logger, leaving.Count);
    }
}
