namespace Spiral.Goridge.Rpc;

/// <summary>Every call of one connection that has not ended: those that wait for room and those that wait for their reply.</summary>
/// <remarks>
/// Thread-safe. One lock decides who ends a call: the reply, its caller, its timer or the end of the connection. What takes the
/// lock inside is the outbox, never the other way round.
/// </remarks>
internal sealed class RpcCallTable(RpcConnectionOptions options, RpcOutbox outbox)
{
    private readonly Lock _lock = new();
    private readonly RpcCallQueue _waiting = new();

    // A null stands for a call that was given up: its number stays taken until the late reply has come.
    private readonly Dictionary<uint, RpcCall?> _sent = [];
    private uint _nextSequence = options.FirstSequence;
    private int _abandoned;
    private long _lateReplies;
    private Func<RelayClosedException>? _ended;

    public int InFlight
    {
        get
        {
            lock (_lock)
            {
                return _sent.Count - _abandoned;
            }
        }
    }

    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    public long LateReplies => Interlocked.Read(ref _lateReplies);

    private bool HasRoom =>
        _sent.Count - _abandoned < options.MaxInFlight
        && _abandoned <= options.MaxAbandoned
        && outbox.UnsentBytes < options.MaxUnsentBytes;

    public void Submit(RpcCall call)
    {
        lock (_lock)
        {
            if (_ended is { } ended)
            {
                throw ended();
            }

            if (_waiting.Count == 0 && HasRoom)
            {
                Send(call);
            }
            else
            {
                call.State = RpcCallState.Waiting;
                _waiting.Enqueue(call);
            }
        }
    }

    /// <summary>Finds the call that a reply belongs to and takes it out; null when its caller has given up.</summary>
    /// <exception cref="FrameFormatException">Nobody waits for this reply, or somebody waits for another one.</exception>
    public RpcCall? Take(in RpcMessage reply, in Frame frame)
    {
        lock (_lock)
        {
            if (!_sent.TryGetValue(reply.Sequence, out var call))
            {
                // The end of the connection empties the table; replies that are read after it are nobody's fault.
                return _ended is null ? throw FrameFormatException.UnknownSequence(reply.Sequence, frame.Bytes.Span) : null;
            }

            if (call is null)
            {
                _abandoned--;
                _lateReplies++;
            }
            else if (!call.MethodName.Span.SequenceEqual(reply.Method.Span))
            {
                throw FrameFormatException.WrongMethod(reply.Sequence, call.Method, frame.Bytes.Span);
            }
            else
            {
                call.State = RpcCallState.Done;
            }

            _sent.Remove(reply.Sequence);
            SendWhatHasRoom();
            return call;
        }
    }

    /// <summary>Gives a call up; false when somebody else has ended it.</summary>
    public bool TryAbandon(RpcCall call)
    {
        lock (_lock)
        {
            return TryAbandonLocked(call);
        }
    }

    /// <summary>Gives a call up if its time is over; otherwise says how long it still has, zero for a call that needs no timer.</summary>
    public bool TryExpire(RpcCall call, out TimeSpan remaining)
    {
        lock (_lock)
        {
            remaining = TimeSpan.Zero;
            if (call.State is not (RpcCallState.Waiting or RpcCallState.Sent) || call.Remaining is not { } left)
            {
                return false;
            }

            if (left <= TimeSpan.Zero)
            {
                return TryAbandonLocked(call);
            }

            remaining = left;
            return false;
        }
    }

    /// <summary>Lets waiting calls go on; called when bytes have left.</summary>
    public void Continue()
    {
        lock (_lock)
        {
            SendWhatHasRoom();
        }
    }

    /// <summary>Fails every call, and every later one. Each gets an exception of its own.</summary>
    public void End(Func<RelayClosedException> reason)
    {
        var calls = new List<RpcCall>();
        lock (_lock)
        {
            _ended = reason;
            calls.AddRange(_sent.Values.OfType<RpcCall>());
            _sent.Clear();
            _abandoned = 0;
            while (_waiting.First is { } call)
            {
                _waiting.Remove(call);
                calls.Add(call);
            }

            foreach (var call in calls)
            {
                call.State = RpcCallState.Done;
            }
        }

        foreach (var call in calls)
        {
            call.Fail(reason());
        }
    }

    private bool TryAbandonLocked(RpcCall call)
    {
        switch (call.State)
        {
            case RpcCallState.Waiting:
                _waiting.Remove(call);
                break;
            case RpcCallState.Sent:
                _sent[call.Sequence] = null;
                _abandoned++;
                break;
            default:
                return false;
        }

        call.State = RpcCallState.Done;
        SendWhatHasRoom();
        return true;
    }

    private void SendWhatHasRoom()
    {
        while (_waiting.First is { } call && HasRoom)
        {
            Send(call);
            _waiting.Remove(call);
        }
    }

    private void Send(RpcCall call)
    {
        while (_sent.ContainsKey(_nextSequence))
        {
            _nextSequence++;
        }

        // First what may fail for want of memory: a call is then where it was, and nobody waits for its reply.
        outbox.Append(call.Codec, _nextSequence, call.MethodName.Span, call.Body.Span);
        call.Sequence = _nextSequence++;
        call.State = RpcCallState.Sent;
        _sent.Add(call.Sequence, call);
    }
}
