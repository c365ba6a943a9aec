using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Keeps sessions in this process: for one worker, for sticky dispatch, or for an application that serves itself.</summary>
/// <param name="time">The clock of the lifetimes.</param>
/// <remarks>What has expired is dropped when it is asked for, and now and then when something is stored.</remarks>
public sealed class MemorySessionStore(TimeProvider time) : ISessionStore
{
    private const int LeastBeforeSweep = 1024;

    /// <summary>How often the store looks how full it is: counting takes all locks of the dictionary.</summary>
    private const int WritesPerLook = 256;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private int _sweepAt = LeastBeforeSweep;
    private int _writes;

    /// <inheritdoc/>
    public bool IsShared => false;

    /// <summary>Gets how many values are there, those that have expired unseen included.</summary>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => new(Find(key));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<byte[]?>> GetManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return new([.. keys.Select(Find)]);
    }

    /// <inheritdoc/>
    public ValueTask SetAsync(IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> values, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(values);
        var now = time.GetTimestamp();
        var expires = now + (long)(timeToLive.TotalSeconds * time.TimestampFrequency);
        foreach (var (key, value) in values)
        {
            _entries[key] = new Entry(value.ToArray(), expires);
        }

        if (Interlocked.Increment(ref _writes) % WritesPerLook == 0 && _entries.Count > Volatile.Read(ref _sweepAt))
        {
            Sweep(now);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var key in keys)
        {
            _entries.TryRemove(key, out _);
        }

        return ValueTask.CompletedTask;
    }

    private byte[]? Find(string key)
    {
        if (!_entries.TryGetValue(key, out var entry))
        {
            return null;
        }

        if (entry.Expires > time.GetTimestamp())
        {
            return entry.Value;
        }

        _entries.TryRemove(KeyValuePair.Create(key, entry));
        return null;
    }

    /// <summary>Looks at everything, once for each time that the number of entries has doubled.</summary>
    private void Sweep(long now)
    {
        foreach (var pair in _entries)
        {
            if (pair.Value.Expires <= now)
            {
                _entries.TryRemove(pair);
            }
        }

        Volatile.Write(ref _sweepAt, Math.Max(LeastBeforeSweep, 2 * _entries.Count));
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(byte[] Value, long Expires);
}
