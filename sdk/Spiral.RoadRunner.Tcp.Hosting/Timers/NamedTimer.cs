using Microsoft.Extensions.DependencyInjection;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>One timer: ticks, one at a time, while this worker is the one to do it.</summary>
internal sealed class NamedTimer(
    string name,
    TimeSpan period,
    Func<TcpTimerContext, CancellationToken, ValueTask> handler,
    TcpTimerOptions options,
    TimerEnvironment environment,
    Action<NamedTimer> remove)
{
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private TimerLeaseKeeper? _keeper;
    private CancellationToken _lost;
    private Task _tick = Task.CompletedTask;
    private bool _isOver;
    private long _ticks;
    private long _skipped;
    private long _failures;

    public string Name => name;

    public bool IsSingleton => options.IsSingleton;

    /// <summary>Gets a value indicating whether a tick is in flight.</summary>
    public bool IsBusy => !Volatile.Read(ref _tick).IsCompleted;

    public TcpTimerStatus Status
    {
        get
        {
            lock (_gate)
            {
                return new TcpTimerStatus(name, period, _ticks, _skipped, Interlocked.Read(ref _failures), _timer is not null && !_lost.IsCancellationRequested);
            }
        }
    }

    /// <summary>Begins to tick, or to ask for the right to.</summary>
    public void Start()
    {
        // What is current where the timer was added does not concern its ticks.
        using var suppressed = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        if (!options.IsSingleton)
        {
            Begin(CancellationToken.None);
            return;
        }

        var keeper = new TimerLeaseKeeper(name, period, environment, Begin, Pause);
        lock (_gate)
        {
            _keeper = _isOver ? null : keeper;
        }

        _keeper?.Start();
    }

    /// <summary>Ends the ticking; the tick in flight goes on.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isOver = true;
            _keeper?.End();
        }

        Pause();
    }

    /// <summary>Waits for the tick in flight, then lets another worker tick. To be called after <see cref="End"/>.</summary>
    public async Task WhenOverAsync()
    {
        await Volatile.Read(ref _tick).ConfigureAwait(false);
        if (_keeper is { } keeper)
        {
            await keeper.ReleaseAsync().ConfigureAwait(false);
        }
    }

    private void Begin(CancellationToken lost)
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                _lost = lost;
                _timer = environment.Time.CreateTimer(static timer => ((NamedTimer)timer!).Fire(), this, options.StartAtOnce ? TimeSpan.Zero : period, period);
            }
        }
    }

    private void Pause()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void Fire()
    {
        TaskCompletionSource ended;
        CancellationToken lost;
        long tick;
        lock (_gate)
        {
            // The clock may have called before it was told to stop.
            if (_timer is null || _lost.IsCancellationRequested)
            {
                return;
            }

            if (!_tick.IsCompleted)
            {
                _skipped++;
                return;
            }

            ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _tick, ended.Task);
            tick = ++_ticks;
            lost = _lost;
        }

        _ = TickAsync(tick, ended, lost);
    }

    private async Task TickAsync(long tick, TaskCompletionSource ended, CancellationToken lost)
    {
        using var both = lost.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(lost, environment.Stopping) : null;
        var token = both?.Token ?? environment.Stopping;
        try
        {
            var scope = environment.Scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                await handler(new TcpTimerContext(name, tick, scope.ServiceProvider, () => remove(this)), token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The tick was told to end.
        }
        catch (Exception exception)
        {
            // One tick that failed does not end the timer.
            Interlocked.Increment(ref _failures);
            HostingLog.TimerFailed(environment.Logger, exception, name, tick);
        }
        finally
        {
            ended.SetResult();
        }
    }
}
