using Microsoft.Extensions.Logging;

namespace RoadRunner.Host.Workers;

/// <summary>The workers that share all events, and the queue of events that wait for one.</summary>
/// <remarks>
/// Idle workers are used first in, first out, as in RoadRunner. A job goes to a worker on the thread that brings the two
/// together: the one that read from the client, or the one that read the previous answer.
/// </remarks>
internal sealed partial class WorkerPool : IManagedWorkers, IAsyncDisposable
{
    private const string IsStopping = "the pool is stopping";
    private const string QueueIsFull = "max queue size reached";
    private const string NoWorkerIsLeft = "the host is stopping and no worker is left";

    private readonly WorkerPoolOptions _options;
    private readonly WorkerStarter _starter;
    private readonly WorkerSupervisor _supervisor;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly List<WorkerProcess> _workers = [];
    private readonly CancellationTokenSource _stopping = new();
    private TimeSpan _stopTimeout;
    private bool _isDraining;
    private bool _isStopping;

    public WorkerPool(WorkerPoolOptions options, RelayHub relays, TimeProvider time, ILogger logger)
    {
        _options = options;
        _stopTimeout = options.StopTimeout;
        _time = time;
        _logger = logger;
        _waiting = new JobQueue(time, options.AllocateTimeout);
        _pressure = new PoolPressure(time);
        _starter = new WorkerStarter(options, relays, this, time, logger);
        _extraTimer = time.CreateTimer(static state => ((WorkerPool)state!).ReleaseExtra(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _pressureTimer = time.CreateTimer(static state => ((WorkerPool)state!).CheckPressure(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        TimesEvents = options.Supervisor.IdleTtl > TimeSpan.Zero || options.Supervisor.ExecTtl > TimeSpan.Zero;
        _supervisor = new WorkerSupervisor(options.Supervisor, this, time);
        _queueTimer = time.CreateTimer(static state => ((WorkerPool)state!).FailOverdue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Gets whether each event starts a worker of its own.</summary>
    public bool IsDebug => _options.IsDebug;

    /// <inheritdoc/>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <inheritdoc/>
    public long Executions => Tally.Total;

    /// <summary>Gets who counts the events of workers that come and go.</summary>
    internal ExecutionTally Tally { get; } = new();

    /// <summary>Returns the workers of this moment, in the order of their start.</summary>
    public IReadOnlyList<WorkerInfo> Snapshot()
    {
        lock (_gate)
        {
            return [.. _workers.Select(static worker => new WorkerInfo(worker.Pid, worker.State, worker.Executions, worker.Created))];
        }
    }

    /// <summary>Starts all workers at once; when one of them fails, none is left.</summary>
    /// <exception cref="WorkerStartException">The reason of the first worker that failed.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _starter.Open();
        var starts = Enumerable.Range(0, _options.IsDebug ? 0 : _options.NumWorkers).Select(_ => _starter.StartAsync(cancellationToken)).ToArray();
        try
        {
            foreach (var worker in await Task.WhenAll(starts))
            {
                await TryAddAsync(worker);
            }
        }
        catch (Exception)
        {
            foreach (var start in starts)
            {
                if (start.IsCompletedSuccessfully)
                {
                    await DiscardAsync(await start);
                }
            }

            await _starter.DisposeAsync();
            throw;
        }
    }

    /// <summary>The host is stopping: from now on a worker that ends is expected to, and is not replaced.</summary>
    /// <remarks>Ctrl+C reaches the whole process group; a worker that is not made with our SDK may end before it is asked to.</remarks>
    public void BeginDrain()
    {
        lock (_gate)
        {
            _isDraining = true;
        }
    }

    /// <summary>Stops all workers: stop command, the stop timeout, then the kill. Jobs that still wait fail.</summary>
    /// <param name="atMost">How long workers may take, if it is less than the stop timeout.</param>
    /// <returns>How many workers had to be killed.</returns>
    public async Task<int> StopAsync(TimeSpan atMost)
    {
        WorkerProcess[] workers;
        WorkerJob[] jobs;
        lock (_gate)
        {
            if (_isStopping)
            {
                return 0;
            }

            _isStopping = _isDraining = true;
            _pressure.End();
            _stopTimeout = atMost < _stopTimeout ? atMost : _stopTimeout;
            workers = [.. _workers];
            jobs = _waiting.TakeAll();
            _idle.Clear();
        }

        await _stopping.CancelAsync();
        FollowPressure();
        foreach (var job in jobs)
        {
            Refuse(job, IsStopping);
        }

        var stops = await Task.WhenAll(workers.Select(worker => StopAndReleaseAsync(worker)));

        // Whoever was changing the pool stops the workers that it had taken out already.
        await _changing.WaitAsync();
        await Task.WhenAll(BackgroundTasks());
        await _starter.DisposeAsync();
        return stops.Count(static inTime => !inTime);
    }

    /// <summary>Kills all workers at once.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            _isStopping = _isDraining = true;
            _pressure.End();
            FollowPressureSoon();
            foreach (var worker in _workers)
            {
                worker.Kill();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(_stopTimeout);
        FollowPressure();
        await _queueTimer.DisposeAsync();
        await _extraTimer.DisposeAsync();
        await _pressureTimer.DisposeAsync();
        await _supervisor.DisposeAsync();
        _stopping.Dispose();
        _changing.Dispose();
        _renewals.Dispose();
    }

    /// <summary>Takes a worker in that has been started, or stops it again when the pool is stopping.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="generation">How many resets there had been when its start began: after another one it may be of an old program, and is stopped too.</param>
    private async Task<bool> TryAddAsync(WorkerProcess worker, int? generation = null)
    {
        bool isWanted;
        lock (_gate)
        {
            isWanted = !_isStopping && (generation is null || generation == _generation);
            if (isWanted)
            {
                TakeIn(worker);
            }
        }

        if (isWanted)
        {
            worker.BeginReading();
            Return(worker);
        }
        else
        {
            await DiscardAsync(worker);
        }

        return isWanted;
    }

    /// <summary>Lets a worker get events; the caller holds the gate.</summary>
    private void TakeIn(WorkerProcess worker)
    {
        worker.Seat.IsServing = true;
        Tally.Enter(worker);
        _workers.Add(worker);
        if (_pressure.IsHigh)
        {
            FollowPressureSoon();
        }
    }
}
