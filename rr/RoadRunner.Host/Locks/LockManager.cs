namespace RoadRunner.Host.Locks;

/// <summary>The locks that the service <c>lock</c> hands out: by resource, exclusive or shared, held by ids that callers choose.</summary>
/// <remarks>
/// Safe to call from any thread. Times are in microseconds, as on the wire. Waiting costs an entry in a queue and a timer, no thread.
/// Requests get their turn in the order of their arrival; a reader that comes after a waiting writer waits behind it, so writers do
/// not starve. The only reader of a resource that asks for the exclusive lock gets it ahead of the queue, which waits for it anyway.
/// Locks are bound to neither connection nor worker: one without ttl stays until it is released.
/// <see cref="LockLimits"/> bounds the memory.
/// </remarks>
internal sealed class LockManager : IDisposable
{
    /// <summary>The id that stands for any id in <see cref="Exists"/>.</summary>
    public const string AnyId = "*";

    private const long MaxMicroseconds = long.MaxValue / TimeSpan.TicksPerMicrosecond;

    // How long a request without wait waits: since lock 5.1.9 (RoadRunner 2025.1.15), before it was a second.
    private static readonly TimeSpan UsualWait = TimeSpan.FromMilliseconds(1);

    private readonly LockLimits _limits;
    private readonly LockTable _table;

    /// <summary>Creates a manager without locks.</summary>
    /// <param name="time">The clock of ttl and wait.</param>
    /// <param name="limits">What bounds the memory; null means the defaults.</param>
    public LockManager(TimeProvider time, LockLimits? limits = null)
    {
        _limits = limits ?? new LockLimits();
        _table = new LockTable(time, _limits);
    }

    /// <summary>Gets how many resources are locked; those that are free are not kept.</summary>
    public int ResourceCount => _table.ResourceCount;

    /// <summary>Acquires the exclusive lock, or turns the only read lock of the resource into it when the same id holds that.</summary>
    /// <param name="resource">Any text, the empty one included.</param>
    /// <param name="id">Who holds the lock. An id that holds the exclusive lock already waits like any other.</param>
    /// <param name="ttl">After which time the lock ends by itself, from when it is acquired; 0 never.</param>
    /// <param name="wait">How long to wait; 0 is 1 ms, less than 0 not at all.</param>
    /// <param name="cancellationToken">Fires when the caller's connection is gone: the request leaves the queue.</param>
    /// <returns>False when the lock was not free within <paramref name="wait"/>.</returns>
    /// <exception cref="LockException">The request is not valid or exceeds a limit.</exception>
    /// <exception cref="OperationCanceledException">The token fired before the lock was acquired; nothing is held.</exception>
    public ValueTask<bool> LockAsync(string resource, string id, long ttl, long wait, CancellationToken cancellationToken) =>
        EnterAsync(resource, id, exclusive: true, ttl, wait, cancellationToken);

    /// <summary>Acquires a read lock; any number of ids may hold one. An id that has one keeps it, with the new ttl.</summary>
    /// <inheritdoc cref="LockAsync"/>
    public ValueTask<bool> LockReadAsync(string resource, string id, long ttl, long wait, CancellationToken cancellationToken) =>
        EnterAsync(resource, id, exclusive: false, ttl, wait, cancellationToken);

    /// <summary>Releases the lock of an id; false when it has none.</summary>
    /// <exception cref="LockException">The id is empty.</exception>
    public bool Release(string resource, string id)
    {
        CheckId(id);
        return _table.Leave(resource, id);
    }

    /// <summary>Releases all locks of a resource, whoever holds them; false when there are none.</summary>
    /// <remarks>RoadRunner never forgets a resource and says true for one that was locked once.</remarks>
    public bool ForceRelease(string resource) => _table.Leave(resource, id: null);

    /// <summary>Returns whether an id, or with <see cref="AnyId"/> anyone, holds a lock of the resource.</summary>
    /// <exception cref="LockException">The id is empty.</exception>
    public bool Exists(string resource, string id)
    {
        CheckId(id);
        return _table.Contains(resource, id == AnyId ? null : id);
    }

    /// <summary>Lets the ttl of a lock start anew with another value, 0 for none; false when the id has no lock.</summary>
    /// <exception cref="LockException">The id is empty or the ttl is negative.</exception>
    public bool UpdateTtl(string resource, string id, long ttl)
    {
        CheckId(id);
        return _table.UpdateTtl(resource, id, Lifetime(ttl));
    }

    /// <summary>Ends all locks and answers those who wait with false; nothing can be acquired any more.</summary>
    public void Dispose() => _table.Close();

    private ValueTask<bool> EnterAsync(
        string resource, string id, bool exclusive, long ttl, long wait, CancellationToken cancellationToken)
    {
        CheckId(id);
        CheckLength("id", id);
        CheckLength("resource name", resource);
        var lifetime = Lifetime(ttl);
        cancellationToken.ThrowIfCancellationRequested();
        return _table.EnterAsync(resource, id, exclusive, lifetime, wait == 0 ? UsualWait : Span(wait), cancellationToken);
    }

    // A negative ttl ends the whole process of RoadRunner.
    private static TimeSpan? Lifetime(long ttl) => ttl switch
    {
        < 0 => throw LockErrors.NegativeTtl(ttl),
        0 => null,
        _ => Span(ttl),
    };

    // What TimeSpan cannot hold, 29,000 years, is for ever.
    private static TimeSpan? Span(long microseconds) => microseconds > MaxMicroseconds
        ? null
        : TimeSpan.FromTicks(Math.Max(microseconds, 0) * TimeSpan.TicksPerMicrosecond);

    private static void CheckId(string id)
    {
        if (id.Length == 0)
        {
            throw new LockException(LockErrors.EmptyId);
        }
    }

    private void CheckLength(string what, string name)
    {
        if (name.Length > _limits.MaxNameLength)
        {
            throw LockErrors.NameTooLong(what, name.Length, _limits.MaxNameLength);
        }
    }
}
