using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Tasks.Sources;
using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Tcp;

/// <summary>The events of one connection, one after the other: hands each to the pool and copies the answer to the client's socket pipe.</summary>
/// <remarks>One object for the life of the connection, so that an event allocates nothing.</remarks>
internal sealed class ConnectionJob(WorkerPool pool, ConnectionIdentity connection, PipeWriter output)
    : WorkerJob, IConnectionExecutor, IValueTaskSource<ReplyAction>
{
    // Made by the first message: a client that is silent does not need it.
    private byte[]? _dataContext;

    // The continuation runs where the answer was read: the thread of the worker writes to the socket, without a hop.
    private ManualResetValueTaskSourceCore<ReplyAction> _source = new() { RunContinuationsAsynchronously = false };
    private ReadOnlyMemory<byte> _context;
    private ReadOnlySequence<byte> _body;
    private bool _ignoresReply;
    private bool _dropsAnswers;
    private ReplyAction _action;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Context => _context;

    /// <inheritdoc/>
    public override ReadOnlySequence<byte> Body => _body;

    /// <inheritdoc/>
    public override bool MayTimeOut => !_ignoresReply;

    /// <inheritdoc/>
    public Exception? Failure { get; private set; }

    /// <inheritdoc/>
    public ValueTask<ReplyAction> ExecuteAsync(ConnectionEventKind kind, ReadOnlySequence<byte> body)
    {
        _context = kind == ConnectionEventKind.Data
            ? _dataContext ??= EventContext.Encode(connection, TcpWire.Data)
            : EventContext.Encode(connection, TcpWire.WordOf(kind));
        _body = body;

        // It waits for a worker as long as it takes, too.
        _ignoresReply = kind == ConnectionEventKind.Close;
        Failure = null;
        Waited = 0;
        pool.Execute(this);
        return new ValueTask<ReplyAction>(this, _source.Version);
    }

    /// <inheritdoc/>
    public void Release()
    {
        // The pool knows events only.
    }

    /// <inheritdoc/>
    public void DropAnswers() => Volatile.Write(ref _dropsAnswers, true);

    /// <inheritdoc/>
    public override void AcceptReply(ReadOnlySpan<byte> context, ReadOnlySpan<byte> body)
    {
        if (_ignoresReply)
        {
            _action = ReplyAction.Close;
        }
        else if (context.SequenceEqual(TcpWire.Write))
        {
            Write(body);
            _action = ReplyAction.Keep;
        }
        else if (context.SequenceEqual(TcpWire.Continue))
        {
            _action = ReplyAction.Keep;
        }
        else
        {
            // Every other word closes, as in RoadRunner.
            if (context.SequenceEqual(TcpWire.WriteClose))
            {
                Write(body);
            }

            _action = ReplyAction.Close;
        }
    }

    /// <inheritdoc/>
    public override void Fail(WorkerException reason)
    {
        Failure = reason;
        _action = ReplyAction.Close;
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        _context = default;
        _body = default;
        _source.SetResult(_action);
    }

    /// <inheritdoc/>
    long IConnectionExecutor.Waited => Waited;

    /// <inheritdoc/>
    DirectAnswer IConnectionExecutor.Direct
    {
        get => Direct;
        set => Direct = value;
    }

    /// <inheritdoc/>
    ReplyAction IValueTaskSource<ReplyAction>.GetResult(short token)
    {
        var action = _source.GetResult(token);

        // Lets go of whoever waited for it, too: the connection may be silent for long.
        _source.Reset();
        return action;
    }

    /// <inheritdoc/>
    ValueTaskSourceStatus IValueTaskSource<ReplyAction>.GetStatus(short token) => _source.GetStatus(token);

    /// <inheritdoc/>
    void IValueTaskSource<ReplyAction>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private void Write(ReadOnlySpan<byte> body)
    {
        if (!Volatile.Read(ref _dropsAnswers))
        {
            output.Write(body);
        }
    }
}
