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
    private const string NoWorkerIsLeft = "the host is stopping and no worker is left";
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(30);

    private readonly WorkerPoolOptions _options;
    private readonly WorkerStarter _starter;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly List<WorkerProcess> _workers = [];
    private readonly Queue<WorkerProcess> _idle = new();
    private readonly LinkedList<WorkerJob> _waiting = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<Task> _background = [];
    private readonly ITimer _queueTimer;
    private bool _queueTimerIsSet;
    private bool _isDraining;
    private bool _isStopping;

    public WorkerPool(WorkerPoolOptions options, TimeProvider time, ILogger logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _starter = new WorkerStarter(options, this, time, logger);
        _queueTimer = time.CreateTimer(static state => ((WorkerPool)state!).FailOverdue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

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
        var starts = Enumerable.Range(0, _options.NumWorkers).Select(_ => _starter.StartAsync(cancellationToken)).ToArray();
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

    /// <summary>Hands a job to an idle worker, or queues it until one is free.</summary>
    public void Execute(WorkerJob job) => BeginOrQueue(job, first: false);

    /// <summary>Takes a worker back that has answered, and gives it the next job that waits.</summary>
    public void Return(WorkerProcess worker)
    {
        WorkerJob? job = null;
        lock (_gate)
        {
            if (_leaving.Remove(worker, out var idle))
            {
                idle.TrySetResult();
            }
            else if (_waiting.First is { } first)
            {
                _waiting.RemoveFirst();
                job = first.Value;
            }
            else
            {
                _idle.Enqueue(worker);
            }
        }

        if (job is not null)
        {
            worker.Begin(job);
        }
    }

    /// <summary>Gives a job that no worker has seen to another one, before those that came later.</summary>
    public void Requeue(WorkerJob job) => BeginOrQueue(job, first: true);

    /// <summary>A worker has asked to leave: it goes, its job goes to another.</summary>
    public void Retire(WorkerProcess worker, WorkerJob job)
    {
        bool replace;
        lock (_gate)
        {
            _ = Remove(worker, out replace);
        }

        RunInBackground(() => RetireAsync(worker, replace));
        Requeue(job);
    }

    /// <summary>A worker is gone; an unexpected end is logged and the worker replaced.</summary>
    public void Lost(WorkerProcess worker, string reason, bool expected)
    {
        WorkerJob[] orphans = [];
        bool replace;
        lock (_gate)
        {
            if (!Remove(worker, out replace) || expected)
            {
                return;
            }

            if (_isDraining && _workers.Count == 0)
            {
                orphans = [.. _waiting];
                _waiting.Clear();
            }
        }

        RunInBackground(() => ReplaceAsync(worker, reason, replace));
        foreach (var job in orphans)
        {
            Refuse(job, NoWorkerIsLeft);
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
    /// <returns>How many workers had to be killed.</returns>
    public async Task<int> StopAsync()
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
            workers = [.. _workers];
            jobs = [.. _waiting];
            _waiting.Clear();
            _idle.Clear();
        }

        await _stopping.CancelAsync();
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
            foreach (var worker in _workers)
            {
                worker.Kill();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _queueTimer.DisposeAsync();
        _stopping.Dispose();
        _changing.Dispose();
    }

    private void BeginOrQueue(WorkerJob job, bool first)
    {
        WorkerProcess? worker;
        string? refusal = null;
        lock (_gate)
        {
            if (!TryTakeIdle(out worker))
            {
                refusal = _isStopping ? IsStopping : _isDraining && _workers.Count == 0 ? NoWorkerIsLeft : null;
                if (refusal is null)
                {
                    Queue(job, first);
                    return;
                }
            }
        }

        if (worker is null)
        {
            Refuse(job, refusal!);
        }
        else
        {
            worker.Begin(job);
        }
    }

    private void Queue(WorkerJob job, bool first)
    {
        job.WaitsUntil = job.MayTimeOut ? _time.GetTimestamp() + ToTicks(_options.AllocateTimeout) : long.MaxValue;
        if (first)
        {
            _waiting.AddFirst(job.Place);
        }
        else
        {
            _waiting.AddLast(job.Place);
        }

        SetQueueTimer();
    }

    /// <summary>Takes a worker in that has been started, or stops it again when the pool is stopping.</summary>
    private async Task<bool> TryAddAsync(WorkerProcess worker)
    {
        bool isWanted;
        lock (_gate)
        {
            isWanted = !_isStopping;
            if (isWanted)
            {
                _workers.Add(worker);
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

    /// <summary>Takes a worker out that is gone or goes by itself; the caller holds the gate.</summary>
    private bool Remove(WorkerProcess worker, out bool replace)
    {
        replace = !_outgoing.Remove(worker);
        if (_leaving.Remove(worker, out var idle))
        {
            idle.TrySetResult();
        }

        return _workers.Remove(worker);
    }

    private bool TryTakeIdle(out WorkerProcess? worker)
    {
        while (_idle.TryDequeue(out worker))
        {
            if (worker.State == WorkerState.Ready)
            {
                return true;
            }
        }

        return false;
    }

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

    /// <summary>Tries until it succeeds or the pool stops, with a pause that grows: a worker that cannot start must not spin.</summary>
    private async Task StartReplacementAsync(bool isWanted = true)
    {
        var pause = FirstRetry;
        while (isWanted && !_stopping.IsCancellationRequested)
        {
            try
            {
                var worker = await _starter.StartAsync(_stopping.Token);
                HostLog.WorkerReplaced(_logger, worker.Pid);
                await TryAddAsync(worker);
                return;
            }
            catch (WorkerStartException failure)
            {
                HostLog.WorkerStartFailed(_logger, failure.Message, pause.TotalSeconds);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(pause, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LastRetry ? pause * 2 : LastRetry;
        }
    }

    private async Task DiscardAsync(WorkerProcess worker)
    {
        worker.BeginReading();
        await StopAndReleaseAsync(worker);
    }

    private void SetQueueTimer()
    {
        if (_queueTimerIsSet)
        {
            return;
        }

        var next = _waiting.Select(static job => job.WaitsUntil).DefaultIfEmpty(long.MaxValue).Min();
        if (next != long.MaxValue)
        {
            _queueTimerIsSet = true;
            var remaining = TimeSpan.FromSeconds((double)(next - _time.GetTimestamp()) / _time.TimestampFrequency);
            _queueTimer.Change(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private void FailOverdue()
    {
        List<WorkerJob> overdue = [];
        lock (_gate)
        {
            _queueTimerIsSet = false;
            var now = _time.GetTimestamp();
            for (var node = _waiting.First; node is not null;)
            {
                var next = node.Next;
                if (node.Value.WaitsUntil <= now)
                {
                    _waiting.Remove(node);
                    overdue.Add(node.Value);
                }

                node = next;
            }

            SetQueueTimer();
        }

        foreach (var job in overdue)
        {
            Refuse(job, $"no free workers in the pool within allocate_timeout ({_options.AllocateTimeout.TotalSeconds:0.###} s)");
        }
    }

    private static void Refuse(WorkerJob job, string reason)
    {
        job.Fail(new WorkerException(reason));
        job.Complete();
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

    private long ToTicks(TimeSpan time) => (long)(time.TotalSeconds * _time.TimestampFrequency);
}
