using System.Collections.Concurrent;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Remembers when this worker last saw the session of a connection, so that one whose handler does not ask for it is renewed all the same.</summary>
/// <remarks>Bounded: when it is full it forgets everything, which costs one read of the store for each connection.</remarks>
internal sealed class RenewalClock
{
    private const int MaxConnections = 16 * 1024;

    /// <summary>How often the clock looks how full it is: counting takes all locks of the dictionary.</summary>
    private const int NotesPerLook = 1024;

    private readonly ConcurrentDictionary<string, long> _renewedAt = new(StringComparer.Ordinal);
    private int _notes;

    public void Note(string connectionUuid, long renewedAt)
    {
        if (Interlocked.Increment(ref _notes) % NotesPerLook == 0 && _renewedAt.Count >= MaxConnections)
        {
            _renewedAt.Clear();
        }

        _renewedAt[connectionUuid] = renewedAt;
    }

    public void Forget(string connectionUuid) => _renewedAt.TryRemove(connectionUuid, out _);

    /// <summary>Returns when it was; null when this worker does not know.</summary>
    public long? Find(string connectionUuid) => _renewedAt.TryGetValue(connectionUuid, out var renewedAt) ? renewedAt : null;
}
