namespace RoadRunner.Host.Workers;

/// <summary>The part that replaces workers that have gone, beside everything else.</summary>
internal sealed partial class WorkerPool
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(30);

    private readonly HashSet<Task> _background = [];

    private async Task ReplaceAsync(WorkerProcess worker, string reason, bool replace)
    {
        var exitCode = await worker.Exited;
        worker.Release();
        if (Volatile.Read(ref _isDraining))
        {
            HostLog.WorkerLeft(_logger, worker.Pid, reason, exitCode);
        }
        else
        {
            HostLog.WorkerLost(_logger, worker.Pid, reason, exitCode);
            await StartReplacementAsync(replace);
        }
    }

    private async Task RetireAsync(WorkerProcess worker, bool replace)
    {
        await StopAndReleaseAsync(worker);
        await StartReplacementAsync(replace);
    }

    private async Task<bool> StopAndReleaseAsync(WorkerProcess worker)
    {
        var inTime = await worker.StopAsync(_options.StopTimeout, _time);
        await worker.Watching;
        worker.Release();
        return inTime;
    }

    /// <summary>Adds a worker, whatever it takes, unless the pool stops.</summary>
    private async Task StartReplacementAsync(bool isWanted = true)
    {
        while (isWanted && await StartPatientlyAsync() is { } start)
        {
            if (await TryAddAsync(start.Worker, start.Generation))
            {
                HostLog.WorkerReplaced(_logger, start.Worker.Pid);
                return;
            }
        }
    }

    /// <summary>Starts a worker, trying until it succeeds with a pause that grows: one that cannot start must not spin.</summary>
    /// <returns>Null when the pool stops.</returns>
    private async Task<WorkerStart?> StartPatientlyAsync()
    {
        var pause = FirstRetry;
        while (!_stopping.IsCancellationRequested)
        {
            var generation = Volatile.Read(ref _generation);
            try
            {
                return new WorkerStart(await _starter.StartAsync(_stopping.Token), generation);
            }
            catch (WorkerStartException failure)
            {
                HostLog.WorkerStartFailed(_logger, failure.Message, pause.TotalSeconds);
            }
            catch (OperationCanceledException)
            {
                return null;
            }

            await Task.Delay(pause, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LastRetry ? pause * 2 : LastRetry;
        }

        return null;
    }

    private async Task DiscardAsync(WorkerProcess worker)
    {
        worker.BeginReading();
        await StopAndReleaseAsync(worker);
    }

    /// <summary>Runs work that nobody waits for until the pool stops, when everybody does.</summary>
    private void RunInBackground(Func<Task> work)
    {
        lock (_background)
        {
            _background.RemoveWhere(static task => task.IsCompleted);
            _background.Add(Task.Run(work));
        }
    }

    private Task[] BackgroundTasks()
    {
        lock (_background)
        {
            return [.. _background];
        }
    }
}
