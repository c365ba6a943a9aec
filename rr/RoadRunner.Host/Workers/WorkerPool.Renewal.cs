namespace RoadRunner.Host.Workers;

/// <summary>The part that replaces workers that are alive but have reached a limit: the new one is ready before the old one leaves.</summary>
internal sealed partial class WorkerPool
{
    // Starting a process takes processor time from those that serve.
    private readonly SemaphoreSlim _renewals = new(Math.Max(1, Environment.ProcessorCount / 2));

    // Counts resets: a worker whose start began before one may be of an old program.
    private int _generation;

    private readonly RestartCounters _restarts = new();

    /// <inheritdoc/>
    public long RestartsOf(RestartReason reason) => _restarts[reason];

    /// <summary>Gets a value indicating whether somebody wants to know when events began.</summary>
    public bool TimesEvents { get; }

    /// <summary>Returns the workers of this moment.</summary>
    public WorkerProcess[] Workers()
    {
        lock (_gate)
        {
            return [.. _workers];
        }
    }

    /// <summary>Replaces a worker that has reached a limit, beside everything else. It goes after its event.</summary>
    public void Renew(WorkerProcess worker, RestartReason reason)
    {
        lock (_gate)
        {
            BeginRenewal(worker, reason);
        }
    }

    /// <summary>Looks at a worker that has had a certain number of events; the caller holds the gate.</summary>
    /// <returns>True when it gets no more.</returns>
    private bool HasHadItsEvents(WorkerProcess worker)
    {
        var seat = worker.Seat;
        if (_isDraining)
        {
            // No replacement would come, and somebody has to handle what is left.
            seat.LookAt = long.MaxValue;
            return false;
        }

        BeginRenewal(worker, RestartReason.MaxJobs);
        var isSpent = worker.Executions >= seat.Quota.EndAt;
        seat.LookAt = isSpent ? long.MaxValue : seat.Quota.EndAt;
        if (isSpent)
        {
            seat.Spent.TrySetResult();
            seat.IsParked = seat.Quota.IsExact && worker.TryReach(RestartReason.MaxJobs);
        }

        return seat.IsParked;
    }

    private void BeginRenewal(WorkerProcess worker, RestartReason reason)
    {
        if (worker.Seat is { IsOutgoing: false, IsBeingRenewed: false } seat && !_isDraining && _workers.Contains(worker))
        {
            seat.IsBeingRenewed = true;
            NoteAge(worker);
            RunInBackground(() => RenewAsync(worker, reason));
        }
    }

    private async Task RenewAsync(WorkerProcess old, RestartReason reason)
    {
        while (await StartInTurnAsync() is { } start)
        {
            if (reason == RestartReason.MaxJobs)
            {
                await old.Seat.Spent.Task.WaitAsync(Timeout.InfiniteTimeSpan, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (!TryTakePlace(old, start, out var isNeeded, out var isThere))
            {
                await DiscardAsync(start.Worker);
                if (isNeeded)
                {
                    continue;
                }

                return;
            }

            start.Worker.BeginReading();
            Return(start.Worker);
            if (isThere)
            {
                _restarts.Add(reason);
            }

            HostLog.WorkerReplaced(_logger, start.Worker.Pid);
            if (isThere)
            {
                var limit = RestartReasons.KeyOf(reason);
                HostLog.WorkerReachedLimit(_logger, old.Pid, limit, old.Executions);
                await LeaveAsync(old, Timeout.InfiniteTimeSpan, reason);
            }

            return;
        }
    }

    private async Task<WorkerStart?> StartInTurnAsync()
    {
        try
        {
            await _renewals.WaitAsync(_stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        try
        {
            return await StartPatientlyAsync();
        }
        finally
        {
            _renewals.Release();
        }
    }

    /// <summary>Puts a new worker in the place of another one, if that place is still to be had.</summary>
    /// <param name="old">The other one; it may have died meanwhile.</param>
    /// <param name="start">The new one.</param>
    /// <param name="isNeeded">True when somebody has to take the place, though not this one.</param>
    /// <param name="isThere">True when the old worker is there and has to leave.</param>
    private bool TryTakePlace(WorkerProcess old, WorkerStart start, out bool isNeeded, out bool isThere)
    {
        lock (_gate)
        {
            isThere = false;
            isNeeded = !_isStopping && old.Seat.IsBeingRenewed;
            if (!isNeeded || start.Generation != _generation)
            {
                return false;
            }

            isThere = _workers.Contains(old);
            old.Seat.IsOutgoing = isThere;
            old.Seat.IsBeingRenewed = false;
            TakeIn(start.Worker);
            return true;
        }
    }
}
