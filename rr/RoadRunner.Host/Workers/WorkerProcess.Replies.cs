using Spiral.Goridge;

namespace RoadRunner.Host.Workers;

/// <summary>The part that runs on the thread of the worker: takes the answers.</summary>
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
        while (_relay.TryReceive(out var frame) && Accept(frame) && RestUntilNeeded())
        {
        }
    }

    /// <summary>Returns false when the worker is on its way out and nothing more is read.</summary>
    private bool Accept(in Frame frame)
    {
        if (!HasReadItsEvent())
        {
            return false;
        }

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
            job.Fail(SoftWorkerException.Of(Pid, frame.Payload.Span));
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

    /// <summary>
    /// A worker may answer before it has read the whole event. Until it has, the body belongs to the write, and whoever would hand it the
    /// next event would wait behind that: so the answer counts only then, and not at all when the write fails.
    /// </summary>
    private bool HasReadItsEvent()
    {
        if (!Volatile.Read(ref _sendMayWait))
        {
            return true;
        }

        lock (_sendGate)
        {
            // The write has ended.
            if (Volatile.Read(ref _job) is not { IsSent: false })
            {
                return true;
            }
        }

        Lose("it answered an event that it had not read");
        return false;
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
}
