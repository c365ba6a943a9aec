using System.Diagnostics;
using System.IO.Pipes;
using Microsoft.Extensions.Logging;
using Spiral.Goridge;

namespace RoadRunner.Host.Workers;

/// <summary>One worker: its process, its relay, and the thread that reads the answers.</summary>
/// <remarks>
/// The thread exists because a pipe has no asynchronous read: it sleeps in the kernel while the worker works, and carries each
/// answer all the way to the client's socket.
/// </remarks>
internal sealed partial class WorkerProcess
{
    private const int StackBytes = 512 * 1024;

    /// <summary>More than the rest of an exit, or reading what is left in a pipe, takes.</summary>
    public static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(1);

    // Header and options of a frame, and the pages that a pipe loses to small writes.
    private const int PipeReserve = 2 * 1024;

    private readonly Process _process;
    private readonly Relay _relay;
    // What the relay to an idle worker takes without waiting.
    private readonly int _inlineSendBytes;
    private readonly WorkerPool _pool;
    private readonly ILogger _logger;
    private readonly Lock _sendGate = new();
    private readonly WorkerLifecycle _lifecycle = new();
    private WorkerJob? _job;

    // Whether the last job was too large to be sent without waiting for the worker.
    private bool _sendMayWait;
    private long _executions;
    private readonly long _ready;
    private long _eventBegan;
    private long _end;
    private bool _endedOnEvent;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _readingEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _lost;
    private bool _isLeaving;
    private bool _isBatch;

    public WorkerProcess(Process process, Relay relay, int sendCapacity, WorkerSeat seat, WorkerPool pool, TimeProvider time, ILogger logger)
    {
        _inlineSendBytes = sendCapacity - PipeReserve;
        _process = process;
        _relay = relay;
        _canBeLookedInto = relay is not StreamRelay || process.StandardOutput.BaseStream is PipeStream;
        _pool = pool;
        _logger = logger;
        IdlePlace = new LinkedListNode<WorkerProcess>(this);
        Seat = seat;
        Pid = process.Id;
        Created = time.GetUtcNow();
        _time = time;
        _ready = _eventBegan = time.GetTimestamp();
        Exited = WaitForExitAsync(process);
        _lifecycle.TryMoveTo(WorkerState.Ready);
    }

    /// <summary>Gets the place of the worker among those that are idle; made once, so that an event allocates nothing.</summary>
    internal LinkedListNode<WorkerProcess> IdlePlace { get; }

    /// <summary>Gets what the pool has in mind with the worker.</summary>
    internal WorkerSeat Seat { get; }

    public int Pid { get; }

    public DateTimeOffset Created { get; }

    public WorkerState State => _lifecycle.State;

    /// <summary>Gets how many payloads the worker has been given.</summary>
    public long Executions => Volatile.Read(ref _executions);

    /// <summary>Gets what the worker prints.</summary>
    public required StderrPump Stderr { get; init; }

    /// <summary>Gets how long it lived; meaningful only after its loss.</summary>
    public TimeSpan Lifetime => _time.GetElapsedTime(_ready, _end);

    /// <summary>Gets a value indicating whether it has answered an event; meaningful only after its loss.</summary>
    public bool HasAnswered => Executions > (_endedOnEvent ? 1 : 0);

    /// <summary>Gets a value indicating whether the worker has an event in its hands.</summary>
    public bool IsBusy => Volatile.Read(ref _job) is not null;

    /// <summary>Gets how long ago it had completed the handshake.</summary>
    public TimeSpan Age => _time.GetElapsedTime(_ready);

    /// <summary>Gets how long ago its last event began.</summary>
    public TimeSpan SinceEvent => _time.GetElapsedTime(Volatile.Read(ref _eventBegan));

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

    /// <summary>The idle worker gets no more events, for a reason that has a state of its own; after any other reason nothing changes.</summary>
    public bool TryReach(RestartReason reason) =>
        RestartReasons.StateOf(reason) is not (WorkerState.Stopping or WorkerState.Errored) and var state && _lifecycle.TryMoveTo(state);

    /// <summary>The worker has had an event for too long: it is killed, and the event fails.</summary>
    public void EndEvent(TimeSpan execTtl)
    {
        if (IsBusy)
        {
            Lose($"it had an event for longer than exec_ttl ({execTtl.TotalSeconds:0.###} s)", RestartReason.ExecTtl);
        }
    }

    /// <summary>Has the process run without interrupting others, or no longer. Not thread-safe.</summary>
    public void Schedule(bool isBatch)
    {
        if (isBatch == _isBatch || Exited.IsCompleted)
        {
            return;
        }

        if (isBatch)
        {
            _isBatch = BatchScheduling.TryBegin(Pid);
        }
        else
        {
            BatchScheduling.End(Pid);
            _isBatch = false;
        }
    }

    /// <summary>Asks the worker to leave, and kills it when it has not gone in time.</summary>
    /// <returns><see langword="false"/> when it had to be killed.</returns>
    public async Task<bool> StopAsync(TimeSpan timeout, TimeProvider time)
    {
        Volatile.Write(ref _isLeaving, true);

        // A worker that has stopped reading holds up whoever writes to it, until the kill ends both.
        var sending = _lifecycle.TryMoveTo(WorkerState.Stopping) ? Task.Run(SendStop) : Task.CompletedTask;
        WakeReader();
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

    /// <summary>Returns the last lines it printed, after it has exited.</summary>
    public Task<IReadOnlyList<string>> LastLinesAsync() => Stderr.LastLinesAsync(_time);

    /// <summary>Kills the process and its children.</summary>
    public void Kill() => ProcessTree.Kill(_process);

    /// <summary>Frees what the operating system holds for the worker, after it has exited.</summary>
    public void Release()
    {
        _pool.Tally.Leave(this);
        _relay.CloseAfter(_readingEnded.Task);
        _process.Dispose();
    }

    private static async Task<int> WaitForExitAsync(Process process)
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
