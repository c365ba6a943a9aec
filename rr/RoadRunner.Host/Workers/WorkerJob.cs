using System.Buffers;

namespace RoadRunner.Host.Workers;

/// <summary>One payload for a worker and what to do with its answer. Reusable: a connection has one for all its events.</summary>
/// <remarks>
/// The calls come in a fixed order and on whatever thread reads from the worker: first either <see cref="AcceptReply"/> or
/// <see cref="Fail"/>, then <see cref="Complete"/>. Between the two the worker goes back to the pool, so that it has its next
/// event before this one's answer goes out to the client.
/// </remarks>
internal abstract class WorkerJob
{
    private LinkedListNode<WorkerJob>? _place;

    /// <summary>Gets the place of the job in the queue; made once, so that waiting again allocates nothing. For the pool, under its lock.</summary>
    internal LinkedListNode<WorkerJob> Place => _place ??= new LinkedListNode<WorkerJob>(this);

    /// <summary>Gets the context of the payload; stable until <see cref="Complete"/>.</summary>
    public abstract ReadOnlyMemory<byte> Context { get; }

    /// <summary>Gets the body of the payload; stable until <see cref="Complete"/>.</summary>
    public abstract ReadOnlySequence<byte> Body { get; }

    /// <summary>Gets a value indicating whether the job fails when no worker is free within the allocate timeout.</summary>
    public abstract bool MayTimeOut { get; }

    /// <summary>Gets a value indicating whether the job goes to another worker when the one that had it dies; once.</summary>
    public bool RetriesCrash { get; init; }

    /// <summary>Gets a value indicating whether the job goes to the worker that had it last, as long as that takes jobs.</summary>
    public bool IsSticky { get; init; }

    /// <summary>Gets or sets what becomes of the wish of whoever brings the job to take its answer, too. For the thread that brings it.</summary>
    internal DirectAnswer Direct { get; set; }

    /// <summary>Gets or sets the worker that had the job last; null when the job is not sticky.</summary>
    internal WorkerProcess? Home { get; set; }

    /// <summary>Gets or sets a value indicating whether a worker has died of the job already.</summary>
    internal bool WasRetried { get; set; }

    /// <summary>Gets or sets a value indicating whether the process that was started for the job is the second one in a row; with <c>pool.debug</c>.</summary>
    internal bool WasPassedOn { get; set; }

    /// <summary>Gets or sets a value indicating whether a worker has died while the job was being sent to it.</summary>
    internal bool WasCutOff { get; set; }

    /// <summary>Gets or sets a value indicating whether the job has waited too long once, and waits for a worker that is being started for it.</summary>
    internal bool WasExtended { get; set; }

    /// <summary>Gets or sets the place among all jobs that wait: smaller ones go first.</summary>
    internal long Ticket { get; set; }

    /// <summary>Gets or sets the timestamp at which the job began to wait for a worker.</summary>
    internal long QueuedAt { get; set; }

    /// <summary>Gets or sets how long the job has waited for workers, in ticks of the clock's timestamps; 0 when there was always one.</summary>
    internal long Waited { get; set; }

    /// <summary>Gets or sets the timestamp at which the job stops waiting for a free worker.</summary>
    internal long WaitsUntil { get; set; }

    /// <summary>Gets or sets a value indicating whether a worker has been sent the whole payload, so that it may have seen it.</summary>
    internal bool IsSent { get; set; }

    /// <summary>The job waits no longer.</summary>
    internal void EndWait(long now) => Waited += now - QueuedAt;

    /// <summary>Takes the answer. The bytes are gone when the call returns.</summary>
    /// <param name="context">What to do.</param>
    /// <param name="body">What to do it with.</param>
    public abstract void AcceptReply(ReadOnlySpan<byte> context, ReadOnlySpan<byte> body);

    /// <summary>Takes the reason why there is no answer.</summary>
    /// <param name="reason">What happened.</param>
    public abstract void Fail(WorkerException reason);

    /// <summary>Goes on with whatever waits for the job. Must not throw and must not block.</summary>
    public abstract void Complete();
}
