using Spiral.Goridge;

namespace RoadRunner.Host.Workers;

/// <summary>The part that writes to the worker, on the threads of those who bring events and of those who stop it.</summary>
internal sealed partial class WorkerProcess
{
    /// <summary>Hands a job to the worker, which must be idle and out of the pool's queue.</summary>
    public void Begin(WorkerJob job)
    {
        Hand(job);
        WakeReader();
    }

    /// <summary>Returns whether the job has been sent on this thread, so that its answer is on the way.</summary>
    private bool Hand(WorkerJob job)
    {
        if (!HasKeptSilent() || !_lifecycle.TryMoveTo(WorkerState.Working))
        {
            // It died, was stopped or broke the protocol between the queue and here; it has not seen the job.
            _pool.Requeue(job);
            return false;
        }

        job.IsSent = false;

        if (_pool.TimesEvents)
        {
            // Before the job can be seen, so that nobody takes the time of the one before for its own.
            Volatile.Write(ref _eventBegan, _time.GetTimestamp());
        }

        var isSmall = job.Context.Length + job.Body.Length <= _inlineSendBytes;
        Volatile.Write(ref _sendMayWait, !isSmall);
        Interlocked.Exchange(ref _job, job);
        Interlocked.Increment(ref _executions);
        if (isSmall)
        {
            // An idle worker has read everything, so the frame fits into its pipe.
            return Send(job);
        }

        // More than a pipe holds: the write waits for the worker, and nobody may wait on a socket thread.
        ThreadPool.UnsafeQueueUserWorkItem(static state => state.Worker.Send(state.Job), (Worker: this, Job: job), preferLocal: false);
        return false;
    }

    private void SendStop()
    {
        try
        {
            lock (_sendGate)
            {
                WorkerControl.SendStop(_relay);
            }
        }
        catch (RelayClosedException)
        {
            // It is gone already, which is what the stop command asks for.
        }
    }

    /// <summary>Returns whether the job has been sent; otherwise somebody else has seen to it.</summary>
    private bool Send(WorkerJob job)
    {
        string? broken = null;
        try
        {
            lock (_sendGate)
            {
                if (Volatile.Read(ref _lost) == 0)
                {
                    // Before the write: the answer may be there, and the job under way again, before the write returns.
                    job.IsSent = true;
                    broken = TrySend(job);
                    if (broken is null)
                    {
                        return true;
                    }
                }
            }
        }
        catch (ArgumentException tooLarge)
        {
            Refuse(job, tooLarge);
            return false;
        }

        if (broken is not null)
        {
            // Whoever is the first to lose the worker sees to the job.
            Lose(broken);
        }
        else if (Interlocked.CompareExchange(ref _job, null, job) == job)
        {
            _pool.Requeue(job);
        }

        return false;
    }

    /// <summary>Returns why the payload could not be sent whole; null when it was.</summary>
    private string? TrySend(WorkerJob job)
    {
        try
        {
            _relay.SendPayload(job.Context.Span, job.Body);
            return null;
        }
        catch (RelayClosedException cause)
        {
            job.IsSent = false;
            return cause.Message;
        }
    }

    private void Refuse(WorkerJob job, ArgumentException tooLarge)
    {
        if (Interlocked.CompareExchange(ref _job, null, job) == job)
        {
            job.Fail(new WorkerException(tooLarge.Message, tooLarge));
            Finish(job);
        }
    }
}
