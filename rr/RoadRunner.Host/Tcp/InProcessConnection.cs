using System.Buffers;
using System.IO.Pipelines;
using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Tcp;

/// <summary>The events of one connection, one after the other: hands each to the executor and takes its output on when the answer says so.</summary>
internal sealed class InProcessConnection(IEventExecutor executor, InProcessEngine engine, ConnectionIdentity connection, PipeWriter output) : IConnectionExecutor
{
    private readonly ConnectionEvent _event = new(connection.Server, connection.Uuid, connection.RemoteAddress);
    private readonly StagedOutput _output = new(output);
    private bool _dropsAnswers;

    /// <inheritdoc/>
    public Exception? Failure { get; private set; }

    /// <inheritdoc/>
    public long Waited => 0;

    /// <inheritdoc/>
    public DirectAnswer Direct { get; set; }

    /// <inheritdoc/>
    public ValueTask<ReplyAction> ExecuteAsync(ConnectionEventKind kind, ReadOnlySequence<byte> body)
    {
        Failure = null;
        _event.Kind = kind;
        _event.Body = body;
        return kind switch
        {
            ConnectionEventKind.Data => ExecuteAsync(_output, engine.Drained),
            ConnectionEventKind.Connected => ExecuteFirstAsync(),
            _ => ExecuteAsync(new DiscardedOutput(), engine.Abandoned),
        };
    }

    /// <inheritdoc/>
    public void Release() => engine.Closed();

    /// <inheritdoc/>
    public void DropAnswers() => Volatile.Write(ref _dropsAnswers, true);

    private ValueTask<ReplyAction> ExecuteFirstAsync()
    {
        engine.Opened();
        return ExecuteAsync(_output, engine.Drained);
    }

    private async ValueTask<ReplyAction> ExecuteAsync(IBufferWriter<byte> target, CancellationToken cancellationToken)
    {
        try
        {
            return Finish(await executor.ExecuteAsync(_event, target, cancellationToken));
        }
        catch (Exception cause)
        {
            // Whatever it is, it ends this connection and no other.
            return Fail(cause, cancellationToken);
        }
    }

    private ReplyAction Finish(EventAnswer answer)
    {
        _event.Body = default;
        if (answer is EventAnswer.Respond or EventAnswer.RespondClose && !Volatile.Read(ref _dropsAnswers))
        {
            _output.Commit();
        }
        else
        {
            _output.Discard();
        }

        return answer switch
        {
            EventAnswer.Read or EventAnswer.Respond => ReplyAction.Keep,
            EventAnswer.RespondClose or EventAnswer.Close => ReplyAction.Close,
            _ => Fail(new InvalidOperationException($"the executor answered {answer}, which is none of Read, Respond, RespondClose, Close"), CancellationToken.None),
        };
    }

    private ReplyAction Fail(Exception cause, CancellationToken cancellationToken)
    {
        _event.Body = default;
        _output.Discard();
        Failure = cause is OperationCanceledException && cancellationToken.IsCancellationRequested
            ? new OperationCanceledException("the stopping host does not wait any longer", cause, cancellationToken)
            : cause;
        return ReplyAction.Close;
    }
}
