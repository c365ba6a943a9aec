namespace RoadRunner.Host.Workers;

/// <summary>The part for <c>pool.debug</c>: a process of its own for every event, so that a program is used as it was built last.</summary>
internal sealed partial class WorkerPool
{
    // How many processes there are, or are being started.
    private int _alone;

    /// <summary>Starts a process for a job, or queues the job when there are <c>num_workers</c> processes already.</summary>
    private void BeginAlone(WorkerJob job, bool isRepeated)
    {
        string? refusal;
        lock (_gate)
        {
            // A process that takes nothing would otherwise be started for ever.
            refusal = _isStopping ? IsStopping
                : isRepeated && job.WasPassedOn ? "two processes in a row did not take the event"
                : job.MayTimeOut && IsQueueFull() ? QueueIsFull
                : null;
            job.WasPassedOn = isRepeated;
            if (refusal is null && _alone == _options.NumWorkers)
            {
                _waiting.Add(job, isRepeated);
                SetQueueTimer();
                return;
            }

            if (refusal is null)
            {
                _alone++;
                RunInBackground(() => ExecuteAloneAsync(job));
            }
        }

        if (refusal is not null)
        {
            Refuse(job, refusal);
        }
    }

    private async Task ExecuteAloneAsync(WorkerJob? job)
    {
        while (job is not null)
        {
            await ExecuteOnNewWorkerAsync(job);
            lock (_gate)
            {
                if (!_waiting.TryTake(worker: null, out job))
                {
                    _alone--;
                }
            }
        }
    }

    private async Task ExecuteOnNewWorkerAsync(WorkerJob job)
    {
        WorkerProcess worker;
        try
        {
            worker = await _starter.StartAsync(_stopping.Token);
        }
        catch (WorkerStartException failure)
        {
            Refuse(job, failure.Message);
            return;
        }
        catch (OperationCanceledException)
        {
            Refuse(job, IsStopping);
            return;
        }

        // It is on its way out from the start: nobody else gives it anything, and nobody replaces it.
        var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isWanted;
        lock (_gate)
        {
            isWanted = !_isStopping;
            if (isWanted)
            {
                worker.Seat.IsOutgoing = true;
                worker.Seat.Idle = idle;
                _workers.Add(worker);
            }
        }

        if (!isWanted)
        {
            Refuse(job, IsStopping);
            await DiscardAsync(worker);
            return;
        }

        worker.BeginReading();
        worker.Begin(job);
        await idle.Task.WaitAsync(Timeout.InfiniteTimeSpan, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await StopOutgoingAsync(worker);
    }
}
