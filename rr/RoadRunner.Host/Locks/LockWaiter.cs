namespace RoadRunner.Host.Locks;

/// <summary>A request in the queue of a resource.</summary>
internal sealed class LockWaiter
{
    // Continuations run elsewhere: this is completed under the gate of the table.
    private readonly TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LockWaiter(LockResource resource, string id, bool exclusive, TimeSpan? ttl)
    {
        Resource = resource;
        Id = id;
        IsExclusive = exclusive;
        Ttl = ttl;
        Node = new LinkedListNode<LockWaiter>(this);
    }

    public LockResource Resource { get; }

    public string Id { get; }

    public bool IsExclusive { get; }

    /// <summary>Gets how long the lock lives once it is held; null for ever.</summary>
    public TimeSpan? Ttl { get; }

    /// <summary>Gets the place in the queue.</summary>
    public LinkedListNode<LockWaiter> Node { get; }

    public Task<bool> Answer => _answer.Task;

    /// <summary>Gets whether the request has its answer. Its timer may still fire once and has to find out.</summary>
    public bool HasEnded => _answer.Task.IsCompleted;

    /// <summary>Gets or sets when the request gives up; null when it waits for ever.</summary>
    public Deadline? Wait { get; set; }

    /// <summary>Gets or sets what watches the caller's connection.</summary>
    public CancellationTokenRegistration Caller { get; set; }

    public void End(bool acquired)
    {
        Forget();
        _answer.TrySetResult(acquired);
    }

    public void Cancel(CancellationToken cancellationToken)
    {
        Forget();
        _answer.TrySetCanceled(cancellationToken);
    }

    private void Forget()
    {
        Wait?.Dispose();

        // Not Dispose, which waits for a callback that may itself be waiting for the gate that is held here.
        Caller.Unregister();
    }
}
