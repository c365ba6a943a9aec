namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Where an index of connections is kept: values under keys, and locks. Thread-safe.</summary>
internal interface IIndexStore
{
    /// <summary>Reads values, in the order of the keys; null where there is none.</summary>
    public ValueTask<byte[]?[]> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>Writes values; they may be gone when nobody has written them again for the time given.</summary>
    public ValueTask WriteAsync(IReadOnlyCollection<KeyValuePair<string, ReadOnlyMemory<byte>>> values, TimeSpan ttl, CancellationToken cancellationToken);

    /// <summary>Waits for a lock until the token fires.</summary>
    /// <exception cref="IndexException">Others held it for too long.</exception>
    public ValueTask<IIndexLock> LockAsync(string resource, CancellationToken cancellationToken);
}
