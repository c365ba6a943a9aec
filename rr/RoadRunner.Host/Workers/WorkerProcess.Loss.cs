namespace RoadRunner.Host.Workers;

/// <summary>The part that ends the use of the worker, on whatever thread notices first, and sees to the event it had.</summary>
internal sealed partial class WorkerProcess
{
    /// <summary>The worker is of no more use: kill it, fail what it had, tell the pool. Only the first call counts.</summary>
    private void Lose(string reason, RestartReason kind = RestartReason.Crash)
    {
        if (Interlocked.Exchange(ref _lost, 1) != 0)
        {
            return;
        }

        var expected = Volatile.Read(ref _isLeaving);
        if (!expected)
        {
            _lifecycle.TryMoveTo(RestartReasons.StateOf(kind));
            Kill();
        }

        WorkerJob? job;
        lock (_sendGate)
        {
            // A write that was under way has ended with the process; until then the body belonged to it.
            job = Interlocked.Exchange(ref _job, null);
        }

        _end = _time.GetTimestamp();
        _endedOnEvent |= job is not null;
        _pool.Lost(this, reason, expected ? null : kind);
        if (job is { IsSent: false })
        {
            SendElsewhere(job, reason, kind);
        }
        else if (job is not null)
        {
            FailOrRetry(job, reason, expected ? RestartReason.Reset : kind);
        }
    }

    /// <summary>
    /// No worker has read the whole job: another one gets it. But one that the worker has begun to read may be what it died of, and would
    /// take all others along: that goes to one more, and to none after exec_ttl.
    /// </summary>
    private void SendElsewhere(WorkerJob job, string reason, RestartReason kind)
    {
        if (!_sendMayWait || (kind != RestartReason.ExecTtl && !job.WasCutOff))
        {
            job.WasCutOff = _sendMayWait;
            _pool.Requeue(job);
            return;
        }

        job.Fail(new WorkerExitedException(Pid, reason));
        job.Complete();
    }

    /// <summary>A worker may have seen the job: after a crash, and where that is wanted, another one gets it, but no third one.</summary>
    private void FailOrRetry(WorkerJob job, string reason, RestartReason kind)
    {
        if (kind == RestartReason.Crash && job is { RetriesCrash: true, WasRetried: false })
        {
            job.WasRetried = true;
            job.WasPassedOn = false;
            HostLog.EventRetried(_logger, Pid);
            _pool.Requeue(job);
            return;
        }

        job.Fail(new WorkerExitedException(Pid, reason));
        job.Complete();
    }

    /// <summary>
    /// The end of the relay and the end of the process come one after the other, and the second one says more: the exit code, or
    /// what the worker wrote before. Each gets a moment after the other; a child that keeps the relay open, or a process that
    /// closed it and lives on, gets no more than that.
    /// </summary>
    private async Task WatchEndAsync()
    {
        await Task.WhenAny(Exited, _readingEnded.Task);
        WakeReader();
        await Task.WhenAll(Exited, _readingEnded.Task).WaitAsync(EndGrace, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Lose(_readingEnded.Task.IsCompleted ? "it closed the relay" : "its process has exited");
    }
}
