namespace RoadRunner.Host.Tcp;

/// <summary>The pushes that wait for one connection: anybody adds, the loop of the connection takes. Adding never waits.</summary>
internal sealed class PushQueue
{
    private readonly Lock _gate = new();
    private Queue<ReadOnlyMemory<byte>>? _waiting;
    private long _bytes;
    private bool _isClosed;
    private volatile bool _isEmpty = true;

    /// <summary>Gets whether nothing waits; costs no lock.</summary>
    public bool IsEmpty => _isEmpty;

    /// <summary>Adds a push when there is room.</summary>
    /// <param name="data">The bytes; nobody changes them.</param>
    /// <param name="isFirst">Whether the loop has to be told: nothing waited before.</param>
    /// <returns>False when the connection is ending, or too much waits for it.</returns>
    public bool TryAdd(ReadOnlyMemory<byte> data, out bool isFirst)
    {
        lock (_gate)
        {
            isFirst = _isEmpty;
            if (_isClosed || (!isFirst && (_waiting!.Count >= PushLimits.MaxWaiting || _bytes + data.Length > PushLimits.MaxWaitingBytes)))
            {
                return false;
            }

            (_waiting ??= []).Enqueue(data);
            _bytes += data.Length;
            _isEmpty = false;
            return true;
        }
    }

    /// <summary>Takes the oldest one.</summary>
    public bool TryTake(out ReadOnlyMemory<byte> data)
    {
        lock (_gate)
        {
            data = default;
            if (_waiting is null || !_waiting.TryDequeue(out data))
            {
                return false;
            }

            _bytes -= data.Length;
            _isEmpty = _waiting.Count == 0;
            return true;
        }
    }

    /// <summary>Takes no more, and drops what waits.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _isEmpty = true;
            _waiting = null;
            _bytes = 0;
        }
    }
}
