namespace RoadRunner.Host.Locks;

/// <summary>A lock that an id holds.</summary>
internal sealed class LockHolder(LockResource resource, string id)
{
    public LockResource Resource => resource;

    public string Id => id;

    /// <summary>Gets or sets the end of the lock; null when it has none.</summary>
    public Deadline? Ttl { get; set; }

    /// <summary>Gets whether the lock is over. Its timer may still fire once and has to find out.</summary>
    public bool HasEnded { get; private set; }

    public void End()
    {
        HasEnded = true;
        Ttl?.Dispose();
    }
}
