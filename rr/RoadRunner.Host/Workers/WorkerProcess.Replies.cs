using System.Text;
using Spiral.Goridge;

namespace RoadRunner.Host.Workers;

/// <summary>The part that runs on the thread of the worker: takes the answers, and notices the end.</summary>
internal sealed partial class WorkerProcess
{
    private void ReadReplies()
    {
        try
        {
            ReadUntilEnd();
        }
        catch (GoridgeException cause)
        {
            Lose(cause.Message);
        }

        _readingEnded.SetResult();
    }

    private void ReadUntilEnd()
    {
        while (_relay.TryReceive(out var frame))
        {
            if (!Accept(frame))
            {
                return;
            }
        }
    }

    /// <summary>Returns false when the worker is on its way out and nothing more is read.</summary>
    private bool Accept(in Frame frame)
    {
        var job = Interlocked.Exchange(ref _job, null);
        if (job is null)
        {
            if (State == WorkerState.Stopping)
            {
                // Some workers answer the stop command; nobody waits for that answer.
                return true;
            }

            Lose("it sent a frame that nobody had asked for");
            return false;
        }

        if ((frame.Flags & FrameFlags.Error) != FrameFlags.None)
        {
            job.Fail(new SoftWorkerException(Pid, Encoding.UTF8.GetString(frame.Payload.Span)));
        }
        else if (!AcceptReply(job, frame))
        {
            return false;
        }

        if (_relay.UnreadBytes > 0)
        {
            Lose("it sent more than one answer to an event");
            job.Complete();
            return false;
        }

        Finish(job);
        return true;
    }

    private bool AcceptReply(WorkerJob job, in Frame frame)
    {
        try
        {
            if ((frame.Stream & StreamFlags.Stream) != StreamFlags.None)
            {
                throw new SoftWorkerException(Pid, "streamed answers are not supported by TCP servers");
            }

            frame.SplitPayload(out var context, out var body);
            if (body.IsEmpty && context.Span.SequenceEqual(WorkerControl.Stop))
            {
                HostLog.WorkerAsksToStop(_logger, Pid);
                _endedOnEvent = true;
                _pool.Retire(this, job);
                return false;
            }

            job.AcceptReply(context.Span, body.Span);
            return true;
        }
        catch (Exception cause) when (cause is FrameFormatException or SoftWorkerException)
        {
            Lose(cause.Message);
            FailOrRetry(job, cause.Message, RestartReason.Crash);
            return false;
        }
    }

    /// <summary>The worker first, then the client: it has its next event before the answer to this one goes out.</summary>
    private void Finish(WorkerJob job)
    {
        if (_lifecycle.TryMoveTo(WorkerState.Ready))
        {
            _pool.Return(this);
        }

        job.Complete();
    }

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
            _pool.Requeue(job);
        }
        else if (job is not null)
        {
            FailOrRetry(job, reason, expected ? RestartReason.Reset : kind);
        }
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
        await Task.WhenAll(Exited, _readingEnded.Task).WaitAsync(EndGrace, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Lose(_readingEnded.Task.IsCompleted ? "it closed the relay" : "its process has exited");
    }
}
