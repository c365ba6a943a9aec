namespace RoadRunner.Host.Locks;

/// <summary>All resources with a lock or a queue, and the timers of both. One gate guards everything; it is never held for long.</summary>
internal sealed class LockTable
{
    private readonly TimeProvider _time;
    private readonly LockLimits _limits;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LockResource> _resources = [];
    private readonly TimerCallback _ttlFired;
    private readonly TimerCallback _waitFired;
    private readonly Action<object?, CancellationToken> _callerLeft;
    private int _entries;
    private bool _closed;

    public LockTable(TimeProvider time, LockLimits limits)
    {
        _time = time;
        _limits = limits;
        _ttlFired = state => OnTtlFired((LockHolder)state!);
        _waitFired = state => OnWaitFired((LockWaiter)state!);
        _callerLeft = (state, token) => OnCallerLeft((LockWaiter)state!, token);
    }

    public int ResourceCount
    {
        get
        {
            lock (_gate)
            {
                return _resources.Count;
            }
        }
    }

    /// <summary>Acquires a lock. A ttl or wait of null is for ever, a wait of zero or less not at all.</summary>
    public ValueTask<bool> EnterAsync(
        string resource, string id, bool exclusive, TimeSpan? ttl, TimeSpan? wait, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            var entry = _resources.GetValueOrDefault(resource) ?? new LockResource(resource);
            var enters = entry.CanEnter(id, exclusive);
            if (!enters && wait <= TimeSpan.Zero)
            {
                return new ValueTask<bool>(false);
            }

            CheckRoom(entry, id, enters);
            _resources[resource] = entry;
            var before = entry.Count;
            if (enters)
            {
                SetTtl(entry.Enter(id, exclusive), ttl);
                _entries += entry.Count - before;
                return new ValueTask<bool>(true);
            }

            var waiter = new LockWaiter(entry, id, exclusive, ttl);
            entry.Enqueue(waiter);
            _entries++;
            waiter.Wait = wait is { } length ? new Deadline(_time, length, _waitFired, waiter) : null;
            waiter.Caller = cancellationToken.UnsafeRegister(_callerLeft, waiter);
            return new ValueTask<bool>(waiter.Answer);
        }
    }

    public bool Contains(string resource, string? id)
    {
        lock (_gate)
        {
            return _resources.TryGetValue(resource, out var entry) && (id is null ? entry.IsHeld : entry.Find(id) is not null);
        }
    }

    /// <summary>Ends the lock of an id, or with null all locks of the resource; false when there are none.</summary>
    public bool Leave(string resource, string? id)
    {
        lock (_gate)
        {
            return _resources.TryGetValue(resource, out var entry)
                && Change(entry, entry => id is null ? entry.LeaveAll() : entry.Leave(id));
        }
    }

    public bool UpdateTtl(string resource, string id, TimeSpan? ttl)
    {
        lock (_gate)
        {
            var holder = _resources.GetValueOrDefault(resource)?.Find(id);
            if (holder is null)
            {
                return false;
            }

            SetTtl(holder, ttl);
            return true;
        }
    }

    /// <summary>Ends all locks and answers those who wait with false.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var entry in _resources.Values)
            {
                while (entry.TakeFirst() is { } waiter)
                {
                    waiter.End(acquired: false);
                }

                entry.LeaveAll();
            }

            _resources.Clear();
            _entries = 0;
        }
    }

    private void OnTtlFired(LockHolder holder)
    {
        lock (_gate)
        {
            // The ttl may have been renewed, or the lock released, while the timer was firing.
            if (!holder.HasEnded && holder.Ttl is { } ttl && ttl.IsReached())
            {
                Change(holder.Resource, entry => entry.Leave(holder.Id));
            }
        }
    }

    private void OnWaitFired(LockWaiter waiter)
    {
        lock (_gate)
        {
            if (!waiter.HasEnded && waiter.Wait!.IsReached())
            {
                waiter.End(acquired: false);
                Dequeue(waiter);
            }
        }
    }

    private void OnCallerLeft(LockWaiter waiter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!waiter.HasEnded)
            {
                waiter.Cancel(cancellationToken);
                Dequeue(waiter);
            }
        }
    }

    private void Dequeue(LockWaiter waiter) => Change(waiter.Resource, entry =>
    {
        entry.Dequeue(waiter);
        return true;
    });

    // Whatever makes a resource freer goes through here: those who wait get their turn (after a writer that gave up, too, the case
    // in which RoadRunner's lock sticks), and a resource that nobody wants any more is forgotten.
    private bool Change(LockResource entry, Func<LockResource, bool> change)
    {
        var before = entry.Count;
        var result = change(entry);
        while (entry.Next() is { } waiter)
        {
            SetTtl(entry.Enter(waiter.Id, waiter.IsExclusive), waiter.Ttl);
            waiter.End(acquired: true);
        }

        _entries += entry.Count - before;
        if (entry.Count == 0)
        {
            _resources.Remove(entry.Name);
        }

        return result;
    }

    private void SetTtl(LockHolder holder, TimeSpan? ttl)
    {
        holder.Ttl?.Dispose();
        holder.Ttl = ttl is { } length ? new Deadline(_time, length, _ttlFired, holder) : null;
    }

    private void CheckRoom(LockResource entry, string id, bool enters)
    {
        if (!enters && entry.WaiterCount >= _limits.MaxWaitersPerResource)
        {
            throw LockErrors.TooManyWaiters(_limits.MaxWaitersPerResource);
        }

        var adds = !enters || entry.Find(id) is null;
        if (adds && _entries >= _limits.MaxEntries)
        {
            throw LockErrors.TooManyEntries(_limits.MaxEntries);
        }
    }
}
