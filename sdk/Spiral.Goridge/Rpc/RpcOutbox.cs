using System.Threading.Tasks.Sources;

namespace Spiral.Goridge.Rpc;

/// <summary>Requests on their way to the peer: callers gather them in one buffer while the flush loop writes the other.</summary>
/// <remarks>
/// Thread-safe for any number of callers and one flush loop. The loop is woken through the global queue of the thread pool, behind the
/// callers that are ready to run, so that under load one write carries the requests of many; nothing waits for a timer.
/// </remarks>
internal sealed class RpcOutbox : IValueTaskSource<bool>, IThreadPoolWorkItem
{
    private const int InitialBytes = 16 * 1024;
    private const int MaxKeptBytes = 256 * 1024;

    private readonly Lock _lock = new();
    private ByteBuffer _gathered = new(InitialBytes, MaxKeptBytes);
    private ByteBuffer _writing = new(InitialBytes, MaxKeptBytes);
    private ManualResetValueTaskSourceCore<bool> _wake;
    private bool _isWaiting;
    private bool _isClosed;

    /// <summary>Gets how many bytes have not been written to the end.</summary>
    public int UnsentBytes
    {
        get
        {
            lock (_lock)
            {
                return _gathered.Count + _writing.Count;
            }
        }
    }

    public void Append(FrameFlags codec, uint sequence, ReadOnlySpan<byte> method, ReadOnlySpan<byte> body)
    {
        bool wakes;
        lock (_lock)
        {
            RpcFrame.Write(_gathered, codec, sequence, method, body);
            (wakes, _isWaiting) = (_isWaiting, false);
        }

        if (wakes)
        {
            Wake();
        }
    }

    /// <summary>Waits until there is something to write; false when there will be nothing any more. For the flush loop only.</summary>
    public ValueTask<bool> WaitAsync()
    {
        lock (_lock)
        {
            if (_isClosed || _gathered.Count > 0)
            {
                return new ValueTask<bool>(!_isClosed);
            }

            _wake.Reset();
            _isWaiting = true;
            return new ValueTask<bool>(this, _wake.Version);
        }
    }

    /// <summary>Takes everything gathered, until <see cref="Release"/>. For the flush loop only.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        lock (_lock)
        {
            (_gathered, _writing) = (_writing, _gathered);
            return _writing.Written;
        }
    }

    /// <summary>Ends the life of what <see cref="Take"/> returned.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _writing.Clear();
        }
    }

    public void Close()
    {
        bool wakes;
        lock (_lock)
        {
            _isClosed = true;
            (wakes, _isWaiting) = (_isWaiting, false);
        }

        if (wakes)
        {
            Wake();
        }
    }

    void IThreadPoolWorkItem.Execute() => _wake.SetResult(!_isClosed);

    bool IValueTaskSource<bool>.GetResult(short token) => _wake.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _wake.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wake.OnCompleted(continuation, state, token, flags);

    private void Wake() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
}
