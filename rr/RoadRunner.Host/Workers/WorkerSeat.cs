namespace RoadRunner.Host.Workers;

/// <summary>What the pool has in mind with one of its workers. Not thread-safe: the gate of the pool guards it.</summary>
internal sealed class WorkerSeat(WorkerQuota quota)
{
    /// <summary>Gets how many events the worker gets.</summary>
    public WorkerQuota Quota { get; } = quota;

    /// <summary>Gets or sets the number of events at which the pool looks at the worker next.</summary>
    public long LookAt { get; set; } = quota.RenewAt;

    /// <summary>Gets or sets a value indicating whether it goes, and whoever sent it away sees to its successor, if it has one.</summary>
    public bool IsOutgoing { get; set; }

    /// <summary>Gets or sets a value indicating whether its successor is being started, or waits for it to have had its events.</summary>
    public bool IsBeingRenewed { get; set; }

    /// <summary>Gets or sets a value indicating whether it gets events.</summary>
    public bool IsServing { get; set; }

    /// <summary>Gets or sets a value indicating whether it has had its events: it gets no more, although it does not go yet.</summary>
    public bool IsParked { get; set; }

    /// <summary>Gets or sets who waits for the end of its event.</summary>
    public TaskCompletionSource? Idle { get; set; }

    /// <summary>Gets what ends when it has had its events, or is not to have them any more.</summary>
    public TaskCompletionSource Spent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
