using System.Text;
using System.Threading.Tasks.Sources;

namespace Spiral.Goridge.Rpc;

/// <summary>One call from the caller to its reply; pooled, so that a steady stream of calls allocates nothing of its own.</summary>
internal sealed class RpcCall : IValueTaskSource, IDisposable
{
    private const int InitialBytes = 512;
    private const int MaxKeptBytes = 16 * 1024;

    private readonly RpcCallTable _table;
    private readonly TimeProvider _time;

    // The request first, the reply later: once the reply is here, the request has been copied and sent.
    private readonly ByteBuffer _payload = new(InitialBytes, MaxKeptBytes);
    private ManualResetValueTaskSourceCore<bool> _completion = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _cancellation;
    private ITimer? _timer;
    private TimeSpan _timeout;
    private long _started;
    private int _methodBytes;
    private ReadOnlyMemory<byte>? _ownBody;
    private bool _copiesReply;
    private FrameFlags _replyFlags;
    private ReadOnlyMemory<byte> _replyBody;

    public RpcCall(RpcCallTable table, TimeProvider time)
    {
        _table = table;
        _time = time;
    }

    /// <summary>Gets or sets where the call is; guarded by the lock of the table, as are the three members below.</summary>
    public RpcCallState State { get; set; }

    public uint Sequence { get; set; }

    public RpcCall? Previous { get; set; }

    public RpcCall? Next { get; set; }

    public string Method { get; private set; } = "";

    public FrameFlags Codec { get; private set; }

    public ReadOnlyMemory<byte> MethodName => _payload.Written[.._methodBytes];

    public ReadOnlyMemory<byte> Body => _ownBody ?? _payload.Written[_methodBytes..];

    public int PayloadBytes => checked(_methodBytes + Body.Length);

    /// <summary>Gets the buffer behind the name of the method, for the codec.</summary>
    public ByteBuffer BodyWriter => _payload;

    /// <summary>Gets the time until the call is too late; null when it may take for ever. Read under the lock of the table.</summary>
    public TimeSpan? Remaining => _timeout == Timeout.InfiniteTimeSpan ? null : _timeout - _time.GetElapsedTime(_started);

    public ValueTask Completion => new(this, _completion.Version);

    public void Prepare(string method, FrameFlags codec)
    {
        Method = method;
        Codec = codec;
        _payload.Advance(Encoding.UTF8.GetBytes(method, _payload.GetSpan(Encoding.UTF8.GetMaxByteCount(method.Length))));
        _methodBytes = _payload.Count;
    }

    /// <summary>Sends this body, and gives the caller a copy of the reply's.</summary>
    public void UseBody(ReadOnlyMemory<byte> body)
    {
        _ownBody = body;
        _copiesReply = true;
    }

    /// <summary>Hands the call to the table and starts what can end it early. From here on <see cref="Completion"/> has to be awaited.</summary>
    public void Start(TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _timeout = timeout;
        _started = _time.GetTimestamp();
        _timer ??= CreateTimer();
        _table.Submit(this);
        _cancellation = cancellationToken.UnsafeRegister(static (call, token) => ((RpcCall)call!).Cancel(token), this);
        _timer.Change(timeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes the reply over from the read loop; the message is borrowed from the receive buffer.</summary>
    public void Complete(in RpcMessage reply)
    {
        _replyFlags = reply.Flags;
        if (_copiesReply)
        {
            _replyBody = reply.Body.ToArray();
        }
        else
        {
            _payload.Clear();
            reply.Body.Span.CopyTo(_payload.GetSpan(reply.Body.Length));
            _payload.Advance(reply.Body.Length);
            _replyBody = _payload.Written;
        }

        _completion.SetResult(true);
    }

    public void Fail(Exception reason) => _completion.SetException(reason);

    /// <summary>Returns the reply; its body is a copy after <see cref="UseBody"/>, and borrowed from the call otherwise.</summary>
    public RpcReply GetReply() => (_replyFlags & FrameFlags.Error) == FrameFlags.None
        ? new RpcReply(_replyFlags & RpcFrame.CodecMask, _replyBody)
        : throw new RpcException(Method, Encoding.UTF8.GetString(_replyBody.Span));

    /// <summary>Makes the call ready for the pool. No cancellation can reach it afterwards, and a late timer finds it too young.</summary>
    public void Reset()
    {
        _cancellation.Dispose();
        _cancellation = default;
        _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _completion.Reset();
        _payload.Clear();
        _ownBody = null;
        _replyBody = default;
        _copiesReply = false;
        State = RpcCallState.Idle;
    }

    public void Dispose() => _timer?.Dispose();

    void IValueTaskSource.GetResult(short token) => _completion.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _completion.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);

    private void Cancel(CancellationToken token)
    {
        if (_table.TryAbandon(this))
        {
            Fail(new OperationCanceledException($"{Method} was canceled by its caller.", token));
        }
    }

    // The timer serves many callers and must not keep the context of the first.
    private ITimer CreateTimer()
    {
        using (ExecutionContext.SuppressFlow())
        {
            return _time.CreateTimer(static call => ((RpcCall)call!).Expire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    // The timer may be early, or left over from the previous life of this object; the clock decides.
    private void Expire()
    {
        if (_table.TryExpire(this, out var remaining))
        {
            Fail(new RpcTimeoutException(Method, _timeout));
        }
        else if (remaining > TimeSpan.Zero)
        {
            _timer!.Change(remaining, Timeout.InfiniteTimeSpan);
        }
    }
}
