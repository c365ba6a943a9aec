using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;
using Spiral.Goridge;

namespace RoadRunner.Host.Workers;

/// <summary>One worker: its process, its relay, and the thread that reads the answers.</summary>
/// <remarks>
/// The thread exists because a pipe has no asynchronous read: it sleeps in the kernel while the worker works, and carries each
/// answer all the way to the client's socket.
/// </remarks>
internal sealed class WorkerProcess
{
    private const int StackBytes = 512 * 1024;

    // More than the rest of an exit, or reading what is left in a pipe, takes.
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(1);

    // Header and options of a frame, and the pages that a pipe loses to small writes.
    private const int PipeReserve = 2 * 1024;

    private readonly Process _process;
    private readonly Relay _relay;
    // What the relay to an idle worker takes without waiting.
    private readonly int _inlineSendBytes;
    private readonly StderrPump _stderr;
    private readonly WorkerPool _pool;
    private readonly ILogger _logger;
    private readonly Lock _sendGate = new();
    private readonly WorkerLifecycle _lifecycle = new();
    private WorkerJob? _job;
    private long _executions;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _readingEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _lost;
    private bool _isLeaving;

    public WorkerProcess(Process process, Relay relay, int sendCapacity, StderrPump stderr, WorkerPool pool, TimeProvider time, ILogger logger)
    {
        _inlineSendBytes = sendCapacity - PipeReserve;
        _process = process;
        _relay = relay;
        _stderr = stderr;
        _pool = pool;
        _logger = logger;
        Pid = process.Id;
        Created = time.GetUtcNow();
        _time = time;
        Exited = WaitForExitAsync(process);
        _lifecycle.TryMoveTo(WorkerState.Ready);
    }

    public int Pid { get; }

    public DateTimeOffset Created { get; }

    public WorkerState State => _lifecycle.State;

    /// <summary>Gets how many payloads the worker has been given.</summary>
    public long Executions => Volatile.Read(ref _executions);

    /// <summary>Gets a task that ends with the exit code when the process has exited.</summary>
    public Task<int> Exited { get; }

    /// <summary>Gets a task that ends when the worker has been lost or stopped and nothing of it is left.</summary>
    public Task Watching { get; private set; } = Task.CompletedTask;

    /// <summary>Starts reading. The worker must be in the pool's list before.</summary>
    public void BeginReading()
    {
        new Thread(ReadReplies, StackBytes) { IsBackground = true, Name = $"worker {Pid}" }.Start();
        Watching = WatchEndAsync();
    }

    /// <summary>Hands a job to the worker, which must be idle and out of the pool's queue.</summary>
    public void Begin(WorkerJob job)
    {
        if (!_lifecycle.TryMoveTo(WorkerState.Working))
        {
            // It died or was stopped between the queue and here; it has not seen the job.
            _pool.Requeue(job);
            return;
        }

        job.IsSent = false;
        Interlocked.Exchange(ref _job, job);
        Interlocked.Increment(ref _executions);
        if (job.Context.Length + job.Body.Length <= _inlineSendBytes)
        {
            // An idle worker has read everything, so the frame fits into its pipe.
            Send(job);
        }
        else
        {
            // More than a pipe holds: the write waits for the worker, and nobody may wait on a socket thread.
            ThreadPool.UnsafeQueueUserWorkItem(static state => state.Worker.Send(state.Job), (Worker: this, Job: job), preferLocal: false);
        }
    }

    /// <summary>Asks the worker to leave, and kills it when it has not gone in time.</summary>
    /// <returns><see langword="false"/> when it had to be killed.</returns>
    public async Task<bool> StopAsync(TimeSpan timeout, TimeProvider time)
    {
        Volatile.Write(ref _isLeaving, true);

        // A worker that has stopped reading holds up whoever writes to it, until the kill ends both.
        var sending = _lifecycle.TryMoveTo(WorkerState.Stopping) ? Task.Run(SendStop) : Task.CompletedTask;
        var inTime = true;
        try
        {
            await Exited.WaitAsync(timeout, time);
            _lifecycle.TryMoveTo(WorkerState.Stopped);
        }
        catch (TimeoutException)
        {
            inTime = false;
            HostLog.WorkerIgnoresStop(_logger, Pid, timeout.TotalSeconds);
            _lifecycle.TryMoveTo(WorkerState.Errored);
            Kill();
            await Exited;
        }

        await sending;
        return inTime;
    }

    /// <summary>Kills the process and its children.</summary>
    public void Kill() => ProcessTree.Kill(_process);

    /// <summary>Frees what the operating system holds for the worker, after it has exited.</summary>
    public void Release()
    {
        _relay.Dispose();
        _process.Dispose();
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

    private void Send(WorkerJob job)
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
                    _relay.SendPayload(job.Context.Span, job.Body);
                    return;
                }
            }
        }
        catch (RelayClosedException cause)
        {
            job.IsSent = false;
            broken = cause.Message;
        }
        catch (ArgumentException tooLarge)
        {
            Refuse(job, tooLarge);
            return;
        }

        // A payload that was not sent whole has not been seen by the worker: another one can have it.
        if (Interlocked.CompareExchange(ref _job, null, job) == job)
        {
            _pool.Requeue(job);
        }

        if (broken is not null)
        {
            Lose(broken);
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
                _pool.Retire(this, job);
                return false;
            }

            job.AcceptReply(context.Span, body.Span);
            return true;
        }
        catch (Exception cause) when (cause is FrameFormatException or SoftWorkerException)
        {
            Lose(cause.Message);
            job.Fail(new WorkerExitedException(Pid, cause.Message));
            job.Complete();
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
    private void Lose(string reason)
    {
        if (Interlocked.Exchange(ref _lost, 1) != 0)
        {
            return;
        }

        var expected = Volatile.Read(ref _isLeaving);
        if (!expected)
        {
            _lifecycle.TryMoveTo(WorkerState.Errored);
            Kill();
        }

        WorkerJob? job;
        lock (_sendGate)
        {
            // A write that was under way has ended with the process; until then the body belonged to it.
            job = Interlocked.Exchange(ref _job, null);
        }

        _pool.Lost(this, reason, expected);
        if (job is { IsSent: false })
        {
            _pool.Requeue(job);
        }
        else if (job is not null)
        {
            job.Fail(new WorkerExitedException(Pid, reason));
            job.Complete();
        }
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

    /// <summary>Returns the last lines the worker printed, for messages about its end.</summary>
    public IReadOnlyList<string> LastStderrLines() => _stderr.LastLines();

    private static async Task<int> WaitForExitAsync(Process process)
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
