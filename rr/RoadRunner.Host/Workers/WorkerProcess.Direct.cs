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

    /// <summary>What can be taken within about that time: looking for an answer takes all of it that is there.</summary>
    private const int LargeAnswerBytes = 128 * 1024;

    /// <summary>How long the thread stays away when no further lone event comes.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(100);

    private readonly object _resting = new();
    private volatile WorkerReader _reader;

    // Nobody may stay away from what nobody can look into. The standard streams of a child are files in Windows.
    private readonly bool _canBeLookedInto;
    private bool _mayRest;
    private bool _isReadToEnd;
    private long _directAnswers;

    /// <summary>Gets how many answers were taken by those who had brought the jobs.</summary>
    public long DirectAnswers => Volatile.Read(ref _directAnswers);

    /// <summary>Gets a value indicating whether somebody has to read: there is a job, or the end is near, of which one learns by reading.</summary>
    private bool NeedsReader => IsBusy || Volatile.Read(ref _isLeaving) || Exited.IsCompleted;

    /// <summary>
    /// Hands a lone job to the worker, and waits a moment for the answer. Afterwards <see cref="WorkerJob.Direct"/> says what became of it,
    /// unless the thread of the worker was reading already.
    /// </summary>
    public void BeginAndAwait(WorkerJob job)
    {
        if (!Hand(job) || !_canBeLookedInto)
        {
            WakeReader();
        }
        else if (!TryGiveTo(WorkerReader.Bringer))
        {
            // It takes this answer, and leaves the next one to its bringer.
            Volatile.Write(ref _mayRest, true);
        }
        else
        {
            var isDone = TryTakeAnswer(job);

            // Whoever gives the worker a job from here on, or ends it, sees that nobody reads, or is seen by us.
            Interlocked.Exchange(ref _reader, WorkerReader.Nobody);
            if (!isDone || NeedsReader)
            {
                WakeReader();
            }
        }
    }

    /// <summary>
    /// Says whether an idle worker has sent nothing since its last answer. Whoever reads would notice; where nobody does, what it has sent would
    /// be taken for the answer to the next job, which may be that of another client.
    /// </summary>
    /// <remarks>A worker that has sent something, or is gone, gets no job any more: its thread, which has to be woken, sees to it.</remarks>
    private bool HasKeptSilent()
    {
        if (_reader != WorkerReader.Nobody || !TryGiveTo(WorkerReader.Bringer))
        {
            return true;
        }

        var isSilent = false;
        try
        {
            if (!_relay.HasFrame)
            {
                isSilent = _relay.UnreadBytes == 0;
                if (!isSilent)
                {
                    // Its thread would wait for the rest.
                    Lose("it sent a part of a frame that nobody had asked for");
                }
            }
        }
        catch (GoridgeException)
        {
            // The thread of the worker meets it again.
        }

        Interlocked.Exchange(ref _reader, WorkerReader.Nobody);
        return isSilent;
    }

    /// <summary>Returns whether the answer has been taken and more may follow; otherwise the thread of the worker has to go on.</summary>
    private bool TryTakeAnswer(WorkerJob job)
    {
        try
        {
            if (!HasAnswerSoon(out var isInTime))
            {
                job.Direct = DirectAnswer.Late;
                return false;
            }

            isInTime &= _relay.UnreadBytes <= LargeAnswerBytes;
            if (!_relay.TryReceive(out var frame))
            {
                return false;
            }

            // Before the job goes on, here or with another worker. Large answers are left to the thread of the worker, as slow ones.
            job.Direct = isInTime ? DirectAnswer.Taken : DirectAnswer.Late;
            Volatile.Write(ref _directAnswers, _directAnswers + 1);
            _isReadToEnd = !Accept(frame);
            return !_isReadToEnd;
        }
        catch (GoridgeException)
        {
            // The thread of the worker meets it again, and knows what to do.
            return false;
        }
    }

    /// <summary>Waits a moment. An answer that is there may have come late: whoever was given way to may have taken the processor for long.</summary>
    private bool HasAnswerSoon(out bool isInTime)
    {
        // The processor's time, whatever clock the host runs on.
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        Wakefulness.Prolong();
        while (true)
        {
            var isThere = _relay.HasFrame;
            isInTime = time.GetElapsedTime(start) <= Patience;
            if (isThere || !isInTime)
            {
                return isThere;
            }

            Thread.Yield();
        }
    }

    /// <summary>The worker has a job, or is leaving: its thread has to read.</summary>
    private void WakeReader()
    {
        if (_reader == WorkerReader.Nobody && TryGiveTo(WorkerReader.Thread))
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
        if (NeedsReader)
        {
            TryGiveTo(WorkerReader.Thread);
        }

        lock (_resting)
        {
            while (_reader != WorkerReader.Thread)
            {
                var before = DirectAnswers;
                if (!Monitor.Wait(_resting, LongestRest) && DirectAnswers == before)
                {
                    TryGiveTo(WorkerReader.Thread);
                }
            }
        }

        return !_isReadToEnd;
    }

    private bool TryGiveTo(WorkerReader reader) =>
        Interlocked.CompareExchange(ref _reader, reader, WorkerReader.Nobody) == WorkerReader.Nobody;
}
