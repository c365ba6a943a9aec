namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Runs one loop: its lives, its rounds, its pauses.</summary>
internal sealed class LoopRunner(LoopDefinition definition, LoopEnvironment environment)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostDelay = TimeSpan.FromSeconds(30);

    private TaskCompletionSource? _pause;
    private int _status = (int)TcpLoopStatus.SpinUp;
    private long _loops;
    private long _restarts;
    private int _crashesInARow;
    private string? _lastError;

    public string Name => definition.Name;

    public TcpLoopStatus Status => (TcpLoopStatus)Volatile.Read(ref _status) switch
    {
        TcpLoopStatus.Looping when Volatile.Read(ref _pause) is not null => TcpLoopStatus.Paused,
        var status => status,
    };

    public TcpLoopInfo Info => new(
        definition.Name,
        Status,
        definition.Period,
        definition.Forever,
        Interlocked.Read(ref _loops),
        Interlocked.Read(ref _restarts),
        Volatile.Read(ref _crashesInARow),
        Volatile.Read(ref _lastError));

    /// <summary>Holds the loop before its next round; false when it is held already.</summary>
    public bool Pause() =>
        Interlocked.CompareExchange(ref _pause, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), comparand: null) is null;

    /// <summary>Lets it go on; false when it was not held.</summary>
    public bool Resume() => Interlocked.Exchange(ref _pause, value: null)?.TrySetResult() == true;

    /// <summary>Runs until the application stops, or until a crash that ends it. Never fails.</summary>
    public async Task RunAsync()
    {
        while (await LiveAsync().ConfigureAwait(false) is not null && definition.Forever && await RestAsync().ConfigureAwait(false))
        {
            Interlocked.Increment(ref _restarts);
        }

        Move(_crashesInARow > 0 && !definition.Forever ? TcpLoopStatus.Failed : TcpLoopStatus.Stopped);
    }

    /// <summary>One life, from spin-up to spin-down.</summary>
    /// <returns>What has ended it too early; null when the application stops.</returns>
    private async Task<Exception?> LiveAsync()
    {
        Exception? crash = null;
        Move(TcpLoopStatus.SpinUp);
        try
        {
            var life = new LoopObject(definition, environment.Scopes);
            await using (life.ConfigureAwait(false))
            {
                crash = await LiveAsync(life).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // The life is over; what comes after it must not depend on how its object ends.
            HostingLog.LoopSpinDownFailed(environment.Logger, exception, Name);
        }

        if (crash is not null)
        {
            Move(TcpLoopStatus.Failed);
        }

        return crash;
    }

    private async Task<Exception?> LiveAsync(LoopObject life)
    {
        BackgroundLoop? up = null;
        try
        {
            var loop = life.Create();
            await loop.SpinUpAsync(environment.Stopping).ConfigureAwait(false);
            up = loop;
            await environment.Events.RaiseAsync(TcpEventNames.LoopStart, Name, environment.Stopping).ConfigureAwait(false);
            Move(TcpLoopStatus.Looping);
            await LoopAsync(loop).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (environment.Stopping.IsCancellationRequested)
        {
            // The way in which a loop ends.
            return null;
        }
        catch (Exception exception)
        {
            Crash(exception);
            return exception;
        }
        finally
        {
            if (up is not null)
            {
                await SpinDownAsync(up).ConfigureAwait(false);
            }
        }
    }

    private async Task LoopAsync(BackgroundLoop loop)
    {
        while (!environment.Stopping.IsCancellationRequested)
        {
            while (Volatile.Read(ref _pause) is { } pause)
            {
                await pause.Task.WaitAsync(environment.Stopping).ConfigureAwait(false);
            }

            var began = environment.Time.GetTimestamp();
            await loop.LoopAsync(environment.Stopping).ConfigureAwait(false);
            Interlocked.Increment(ref _loops);
            Volatile.Write(ref _crashesInARow, 0);
            var rest = definition.Period - environment.Time.GetElapsedTime(began);
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, environment.Time, environment.Stopping).ConfigureAwait(false);
            }
            else
            {
                await Task.Yield();
            }
        }
    }

    private void Crash(Exception exception)
    {
        Interlocked.Increment(ref _crashesInARow);
        Volatile.Write(ref _lastError, exception.Message);
        if (definition.Forever)
        {
            HostingLog.LoopCrashed(environment.Logger, exception, Name, Interlocked.Read(ref _loops), Delay());
        }
        else
        {
            HostingLog.LoopEndsWorker(environment.Logger, exception, Name, Interlocked.Read(ref _loops));
            environment.StopApplication();
        }
    }

    private async Task SpinDownAsync(BackgroundLoop loop)
    {
        Move(TcpLoopStatus.SpinDown);
        try
        {
            await loop.SpinDownAsync(environment.GivingUp).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The end comes all the same.
            HostingLog.LoopSpinDownFailed(environment.Logger, exception, Name);
        }

        await environment.Events.RaiseAsync(TcpEventNames.LoopStop, Name, environment.GivingUp).ConfigureAwait(false);
    }

    /// <summary>Waits before the next life; false when the application stops meanwhile.</summary>
    private async Task<bool> RestAsync()
    {
        try
        {
            await Task.Delay(Delay(), environment.Time, environment.Stopping).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private TimeSpan Delay()
    {
        var delay = FirstDelay * Math.Pow(2, Math.Min(Volatile.Read(ref _crashesInARow), 6) - 1);
        return delay < MostDelay ? delay : MostDelay;
    }

    private void Move(TcpLoopStatus status) => Volatile.Write(ref _status, (int)status);
}
