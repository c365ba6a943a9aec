namespace RoadRunner.Host.Workers;

/// <summary>The part that replaces workers that have gone, beside everything else.</summary>
internal sealed partial class WorkerPool
{
    /// <summary>The age below which workers that go are held to be short-lived: what a profile costs is a hundredth of that, and more than it saves.</summary>
    private static readonly TimeSpan ShortLife = TimeSpan.FromMinutes(1);

    private readonly CrashPauses _crashes = new();
    private readonly HashSet<Task> _background = [];
    private bool _lastWasYoung;

    /// <summary>Gets a value indicating whether workers live for a short time, as the last one did that had to go.</summary>
    internal bool ReplacesOften => _options.IsDebug || Volatile.Read(ref _lastWasYoung);

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
            await StartReplacementAfterPauseAsync(worker, replace);
        }
    }

    private async Task RetireAsync(WorkerProcess worker, bool replace)
    {
        await StopAndReleaseAsync(worker);
        await StartReplacementAfterPauseAsync(worker, replace);
    }

    /// <summary>A program that dies right after its start would otherwise be started over and over.</summary>
    private async Task StartReplacementAfterPauseAsync(WorkerProcess worker, bool replace)
    {
        var pause = _crashes.Next(worker.Lifetime, worker.HasAnswered, out var inARow);
        if (replace && pause > TimeSpan.Zero)
        {
            var over = PauseAsync(pause);
            var lines = string.Join(" | ", await worker.LastLinesAsync());
            HostLog.WorkersDieEarly(_logger, inARow, pause.TotalSeconds, lines);
            await over;
        }

        await StartReplacementAsync(replace);
    }

    private async Task PauseAsync(TimeSpan pause) =>
        await Task.Delay(pause, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task<bool> StopAndReleaseAsync(WorkerProcess worker)
    {
        var inTime = await worker.StopAsync(_stopTimeout, _time);
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
        for (var failures = 1; !_stopping.IsCancellationRequested; failures++)
        {
            Task over;
            var generation = Volatile.Read(ref _generation);
            try
            {
                return new WorkerStart(await _starter.StartAsync(_stopping.Token), generation);
            }
            catch (WorkerStartException failure)
            {
                var pause = RetryPause.Of(failures);
                over = PauseAsync(pause);
                HostLog.WorkerStartFailed(_logger, failure.Message, pause.TotalSeconds);
            }
            catch (OperationCanceledException)
            {
                return null;
            }

            await over;
        }

        return null;
    }

    /// <summary>A worker has to go, and another one takes its place; the caller holds the gate.</summary>
    private void NoteAge(WorkerProcess worker) => Volatile.Write(ref _lastWasYoung, worker.Age < ShortLife);

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
