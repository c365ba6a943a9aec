namespace RoadRunner.Host;

/// <content>The way down.</content>
public sealed partial class RoadRunnerHost
{
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isStopping;

    /// <summary>Stops in the order described above. A second call waits for the first one.</summary>
    /// <returns>A task that ends when everything has; an event that waits for it holds up the drain.</returns>
    public Task StopAsync()
    {
        if (Interlocked.Exchange(ref _isStopping, 1) == 0)
        {
            _view.Health.Stopping();
            _ = StopOnceAsync();
        }

        return _stopped.Task;
    }

    /// <summary>Kills the workers, or cancels all events of an executor, and leaves everything else to the end of the process: the answer to a second stop signal.</summary>
    public void Kill() => _engine.Kill();

    /// <summary>Stops the host if nobody has.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _servers.Dispose();
        await _engine.DisposeAsync();
        await _rpc.DisposeAsync();
        await _http.DisposeAsync();
        await _state.DisposeAsync();
    }

    private string WhoHandles => _options.Executor is null ? "workers" : "executor";

    private async Task StopOnceAsync()
    {
        try
        {
            // Workers need RPC to the end; so does one that is still starting, when an event waits for it.
            var served = ServedAsync();
            await served.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _rpc.StopAsync();
            await served;
            _steps.Stopped("rpc");

            // To the last, so that whoever looks sees how the stop goes on.
            await _http.DisposeAsync();
            _steps.Stopped("http");
            _stopped.SetResult();
        }
        catch (Exception cause)
        {
            _stopped.SetException(cause);
        }
    }

    private async Task ServedAsync()
    {
        var began = _options.Time.GetTimestamp();
        var grace = _configuration.Endure.GracePeriod;
        var drain = _configuration.Host.Limits.DrainTimeout;
        using var drained = new CancellationTokenSource(drain < grace ? drain : grace, _options.Time);
        _steps.Begin();
        _engine.BeginDrain(drained.Token);
        await _servers.StopAsync(drained.Token);
        _steps.Stopped("servers");
        Log("listeners closed, connections ended", drained.IsCancellationRequested ? 1 : 0);
        var left = grace - _options.Time.GetElapsedTime(began);
        var forced = await _engine.StopAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        if (_startedExecutor is { } executor)
        {
            await executor.StopAsync();
        }

        _steps.Stopped(WhoHandles);
        Log(_options.Executor is null ? "workers stopped" : "events ended", forced);
    }

    /// <summary>The way back from a start that failed is not worth a record: its reason is the one thing to be read.</summary>
    private void Log(string step, int forced)
    {
        if (_isStarted)
        {
            HostLog.Stopping(_logger, step, forced);
        }
    }
}
