namespace RoadRunner.Host.Locks;

/// <summary>
/// The locks of one resource: one writer or any number of readers, and the queue of those who wait. It only keeps the rules; times
/// and answers are the table's. Not thread-safe.
/// </summary>
internal sealed class LockResource(string name)
{
    private readonly Dictionary<string, LockHolder> _holders = [];
    private readonly LinkedList<LockWaiter> _waiters = [];
    private bool _exclusive;
    private bool _holdersChanged;

    public string Name => name;

    /// <summary>Gets how many locks are held and waited for; a resource without any is free and is forgotten.</summary>
    public int Count => _holders.Count + _waiters.Count;

    public int WaiterCount => _waiters.Count;

    public bool IsHeld => _holders.Count > 0;

    public LockHolder? Find(string id) => _holders.GetValueOrDefault(id);

    /// <summary>Returns whether a request that arrives now gets its lock at once.</summary>
    /// <remarks>
    /// A reader queues behind a waiting writer, which is what keeps writers from starving. The two exceptions would otherwise wait for
    /// themselves: the only reader that wants to write, and a reader that asks again for what it has.
    /// </remarks>
    public bool CanEnter(string id, bool exclusive) => exclusive
        ? CanWrite(id)
        : !_exclusive && (_waiters.Count == 0 || _holders.ContainsKey(id));

    /// <summary>Makes an id hold the resource; a lock that it holds already ends.</summary>
    public LockHolder Enter(string id, bool exclusive)
    {
        Leave(id);
        var holder = new LockHolder(this, id);
        _holders.Add(id, holder);
        _exclusive = exclusive;
        _holdersChanged = true;
        return holder;
    }

    /// <summary>Ends the lock of an id; false when it has none.</summary>
    public bool Leave(string id)
    {
        if (!_holders.Remove(id, out var holder))
        {
            return false;
        }

        holder.End();
        _exclusive = false;
        _holdersChanged = true;
        return true;
    }

    /// <summary>Ends all locks; false when there are none.</summary>
    public bool LeaveAll()
    {
        var any = IsHeld;
        foreach (var id in _holders.Keys.ToArray())
        {
            Leave(id);
        }

        return any;
    }

    public void Enqueue(LockWaiter waiter) => _waiters.AddLast(waiter.Node);

    public void Dequeue(LockWaiter waiter) => _waiters.Remove(waiter.Node);

    /// <summary>Takes the request off the queue that can have its lock now; null when there is none.</summary>
    public LockWaiter? Next()
    {
        var next = _waiters.First?.Value is { } first && CanFollow(first) ? first : FindPromotion();
        if (next is not null)
        {
            Dequeue(next);
        }

        return next;
    }

    /// <summary>Takes the first request off the queue, whether or not it can have its lock.</summary>
    public LockWaiter? TakeFirst()
    {
        var first = _waiters.First?.Value;
        if (first is not null)
        {
            Dequeue(first);
        }

        return first;
    }

    private bool CanFollow(LockWaiter waiter) => waiter.IsExclusive ? CanWrite(waiter.Id) : !_exclusive;

    private bool CanWrite(string id) => _holders.Count == 0 || (!_exclusive && _holders.Count == 1 && _holders.ContainsKey(id));

    // The only reader also waits to write: those before it in the queue would wait for it, and it for them. This can only come to
    // be when the holders change, so the queue is searched no more often than that.
    private LockWaiter? FindPromotion()
    {
        var search = _holdersChanged && !_exclusive && _holders.Count == 1;
        _holdersChanged = false;
        return search ? _waiters.FirstOrDefault(waiter => waiter.IsExclusive && CanWrite(waiter.Id)) : null;
    }
}
