using System.Collections.Concurrent;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Keeps an index in this process. Values stay: an index has a fixed number of them.</summary>
internal sealed class MemoryIndexStore : IIndexStore
{
    private readonly ConcurrentDictionary<string, byte[]> _values = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _locks = new(StringComparer.Ordinal);

    public ValueTask<byte[]?[]> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        new([.. keys.Select(key => _values.GetValueOrDefault(key))]);

    public ValueTask WriteAsync(IReadOnlyCollection<KeyValuePair<string, ReadOnlyMemory<byte>>> values, TimeSpan ttl, CancellationToken cancellationToken)
    {
        foreach (var (key, value) in values)
        {
            _values[key] = value.ToArray();
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask<IIndexLock> LockAsync(string resource, CancellationToken cancellationToken)
    {
        var gate = _locks.GetOrAdd(resource, static _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Held(gate);
    }

    private sealed class Held(SemaphoreSlim gate) : IIndexLock
    {
        public bool IsLost => false;

        public ValueTask DisposeAsync()
        {
            gate.Release();
            return ValueTask.CompletedTask;
        }
    }
}
