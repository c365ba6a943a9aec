using Spiral.Goridge;

namespace RoadRunner.Host.Workers;

/// <summary>The part in which the thread that brings a lone event takes its answer, too.</summary>
/// <remarks>
/// An event passes from process to process four times, and waking a thread costs more than the event itself, on an idle virtual
/// machine several times more. So while one connection alone keeps the pool busy, the thread of the worker rests, and whoever sends
/// the event looks for its answer for a moment, giving way to everybody who wants to run; what takes longer is left to the
/// thread of the worker.
/// </remarks>
internal sealed partial class WorkerProcess
{
    /// <summary>Far more than a short handler and the way to it and back take; little for a thread that others may need.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMicroseconds(100);

    /// <summary>How long the thread stays away when no further lone event comes.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(100);

    private readonly object _resting = new();
    private volatile WorkerReader _reader;
    private bool _mayRest;
    private bool _isRead;
    private long _direct;

    /// <summary>
    /// Hands a lone job to the worker, and waits a moment for the answer. Afterwards <see cref="WorkerJob.Direct"/> says what became of it,
    /// unless the thread of the worker was reading already.
    /// </summary>
    public void BeginAndAwait(WorkerJob job)
    {
        if (!Hand(job))
        {
            WakeReader();
        }
        else if (Interlocked.CompareExchange(ref _reader, WorkerReader.Bringer, WorkerReader.Nobody) != WorkerReader.Nobody)
        {
            // It takes this answer, and leaves the next one to its bringer.
            Volatile.Write(ref _mayRest, true);
        }
        else
        {
            Volatile.Write(ref _direct, _direct + 1);
            var isDone = TryTakeAnswer(job);

            // Whoever gives the worker a job from here on sees that nobody reads, or is seen by us.
            Interlocked.Exchange(ref _reader, WorkerReader.Nobody);
            if (!isDone || IsBusy)
            {
                WakeReader();
            }
        }
    }

    /// <summary>Returns whether the answer has been taken and more may follow; otherwise the thread of the worker has to go on.</summary>
    private bool TryTakeAnswer(WorkerJob job)
    {
        try
        {
            if (!HasAnswerSoon())
            {
                job.Direct = DirectAnswer.Late;
                return false;
            }

            job.Direct = DirectAnswer.Taken;
            if (!_relay.TryReceive(out var frame))
            {
                return false;
            }

            _isRead = !Accept(frame);
            return !_isRead;
        }
        catch (GoridgeException)
        {
            // The thread of the worker meets it again, and knows what to do.
            return false;
        }
    }

    private bool HasAnswerSoon()
    {
        // The processor's time, whatever clock the host runs on.
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        Wakefulness.Prolong();
        while (!_relay.HasFrame)
        {
            if (time.GetElapsedTime(start) > Patience)
            {
                return false;
            }

            Thread.Yield();
        }

        return true;
    }

    /// <summary>The worker has a job, or is leaving: its thread has to read.</summary>
    private void WakeReader()
    {
        if (_reader == WorkerReader.Nobody && TryGiveToThread())
        {
            lock (_resting)
            {
                Monitor.Pulse(_resting);
            }
        }
    }

    /// <summary>Stays away from the relay as long as others take the answers. Returns false when nothing more is to be read.</summary>
    private bool RestUntilNeeded()
    {
        if (!Volatile.Read(ref _mayRest))
        {
            return true;
        }

        _mayRest = false;
        Interlocked.Exchange(ref _reader, WorkerReader.Nobody);
        if (IsBusy)
        {
            TryGiveToThread();
        }

        lock (_resting)
        {
            while (_reader != WorkerReader.Thread)
            {
                var direct = Volatile.Read(ref _direct);
                if (!Monitor.Wait(_resting, LongestRest) && Volatile.Read(ref _direct) == direct)
                {
                    TryGiveToThread();
                }
            }
        }

        return !_isRead;
    }

    private bool TryGiveToThread() =>
        Interlocked.CompareExchange(ref _reader, WorkerReader.Thread, WorkerReader.Nobody) == WorkerReader.Nobody;
}
