using Spiral.RoadRunner.KeyValue;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Keeps an index where all workers of the pool find it: values in a storage, locks of the server.</summary>
internal sealed class SharedIndexStore(KeyValueStorage storage, LockClient locks) : IIndexStore
{
    // A section is a read and a write. Who is killed in one keeps the others waiting for this long.
    private static readonly TimeSpan LockTimeToLive = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(10);

    public async ValueTask<byte[]?[]> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var found = await storage.GetManyAsync(keys, cancellationToken).ConfigureAwait(false);
        return [.. found.Select(static result => result.GetValueOrDefault())];
    }

    public ValueTask WriteAsync(IReadOnlyCollection<KeyValuePair<string, ReadOnlyMemory<byte>>> values, TimeSpan ttl, CancellationToken cancellationToken) =>
        storage.SetManyAsync(values, ttl, cancellationToken);

    public async ValueTask<IIndexLock> LockAsync(string resource, CancellationToken cancellationToken)
    {
        var lease = await locks.TryAcquireAsync(resource, LockTimeToLive, LockWait, cancellationToken).ConfigureAwait(false);
        return lease is not null
            ? new Held(lease)
            : throw new IndexException($"The lock {resource} was held by others for {LockWait.TotalSeconds} s.");
    }

    private sealed class Held(LockLease lease) : IIndexLock
    {
        public bool IsLost => lease.IsLost;

        public ValueTask DisposeAsync() => lease.DisposeAsync();
    }
}
