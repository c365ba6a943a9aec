using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Workers;

/// <summary>The part that replaces all workers.</summary>
internal sealed partial class WorkerPool
{
    /// <inheritdoc/>
    public async Task ResetAsync()
    {
        if (_options.IsDebug)
        {
            // The next event has a new process anyway.
            return;
        }

        using var turn = await TakeTurnAsync();
        Interlocked.Increment(ref _generation);
        await (_options.Reset == ResetMode.Rolling ? RollAsync(Workers()) : StopWorldAsync(Workers()));
    }

    /// <summary>One after the other; the old ones that are left stay when a new one does not start.</summary>
    private async Task RollAsync(WorkerProcess[] old)
    {
        var ends = new List<Task>(old.Length);
        try
        {
            foreach (var worker in old)
            {
                if (TryMarkOutgoing(worker))
                {
                    await StartInsteadOfAsync(worker);
                    _restarts.Add(RestartReason.Reset);
                    ends.Add(LeaveAsync(worker, _options.ResetTimeout));
                }
                else
                {
                    // It is on its way out already.
                    ends.Add(WhenGoneAsync(worker));
                }
            }
        }
        finally
        {
            await Task.WhenAll(ends);
        }
    }

    /// <summary>As RoadRunner does it: all events wait, all workers go, as many come. Those that do not start are tried again.</summary>
    private async Task StopWorldAsync(WorkerProcess[] old)
    {
        Pause(isPaused: true);
        try
        {
            var leaving = Array.FindAll(old, TryMarkOutgoing);
            await Task.WhenAll(leaving.Select(worker => LeaveAsync(worker, _options.ResetTimeout)).Concat(old.Except(leaving).Select(WhenGoneAsync)));
            Array.ForEach(leaving, _ => _restarts.Add(RestartReason.Reset));
            await Task.WhenAll(leaving.Select(_ => StartOneOrLaterAsync()));
        }
        finally
        {
            Pause(isPaused: false);
        }
    }

    private void Pause(bool isPaused)
    {
        lock (_gate)
        {
            _isPaused = isPaused;
        }

        DispatchWaiting();
    }

    private async Task StartOneOrLaterAsync()
    {
        try
        {
            await StartOneAsync();
        }
        catch (WorkerStartException)
        {
            RunInBackground(() => StartReplacementAsync());
            throw;
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

    private async Task LeaveAsync(WorkerProcess worker, TimeSpan timeout, RestartReason reason = RestartReason.Reset)
    {
        if (await WaitIdleAsync(worker, timeout))
        {
            worker.TryReach(reason);
        }
        else
        {
            HostLog.WorkerStaysBusy(_logger, worker.Pid, timeout.TotalSeconds);
        }

        await StopOutgoingAsync(worker);
    }

    private async Task WhenGoneAsync(WorkerProcess worker) =>
        await worker.Watching.WaitAsync(_options.ResetTimeout, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
