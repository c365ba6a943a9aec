using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Tcp;

/// <summary>The loop of one connection: Connected, a Data for each event that its bytes are cut into, and exactly one Close, always last.</summary>
/// <remarks>
/// Bytes without a delimiter at the end of the stream are an event too: a client that half-closes still gets its answer. A
/// connection that breaks (reset) loses them. The input is not read while an event is under way.
/// </remarks>
internal sealed class TcpConnection
{
    private const string AnswerCloses = "closed by the answer";

    private readonly TcpServerOptions _server;
    private readonly ConnectionContext _transport;
    private readonly ILogger _logger;
    private readonly ConnectionIdentity _identity;
    private readonly IConnectionExecutor _executor;
    private EventCutter _cutter;
    private bool _isDraining;
    private string? _closingReason;
    private bool _isExecuting;

    public TcpConnection(TcpServerOptions server, ConnectionContext transport, IEventEngine engine, ILogger logger)
    {
        _server = server;
        _transport = transport;
        _logger = logger;
        _identity = ConnectionIdentity.Create(server.Name, transport.RemoteEndPoint);
        _executor = engine.Open(_identity, transport.Transport.Output);
        _cutter = new EventCutter(server);
    }

    /// <summary>Gets the name that workers know the connection by.</summary>
    public string Uuid => _identity.Uuid;

    private PipeReader Input => _transport.Transport.Input;

    private PipeWriter Output => _transport.Transport.Output;

    /// <summary>Runs the connection from its first event to its last one. Never throws.</summary>
    public async Task RunAsync()
    {
        using var drain = _transport.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested
            .UnsafeRegister(static state => ((TcpConnection)state!).Drain(), this);
        string reason;
        try
        {
            reason = await ExecuteAsync(ConnectionEventKind.Connected, ReadOnlySequence<byte>.Empty)
                ? await ReadEventsAsync()
                : AnswerCloses;
        }
        catch (Exception error) when (error is IOException or ConnectionAbortedException or SocketException or ObjectDisposedException)
        {
            reason = error.Message;
        }
        catch (Exception error)
        {
            // Whatever it is, it ends this connection and no other.
            HostLog.ConnectionBroken(_logger, error, Uuid, _server.Name);
            reason = "error of the host";
        }

        await CloseAsync();
        HostLog.ConnectionEnded(_logger, Uuid, _identity.RemoteAddress, _server.Name, reason);
    }

    /// <summary>Closes the connection from outside. The socket is closed at once; the Close event follows now or, when an event is in flight, after its answer.</summary>
    /// <remarks>Without a socket the client sees the end only then. Safe to call from any thread, any number of times.</remarks>
    public void Close()
    {
        BeginClose("closed by tcp.Close");
        if (Volatile.Read(ref _isExecuting))
        {
            // Nobody is to see the answer. An idle connection ends by itself and sends what is still to be sent.
            _executor.DropAnswers();
            TransportEnd.ShutDown(_transport);
        }
    }

    /// <summary>The host is stopping: what is in flight ends, nothing more is read.</summary>
    public void Drain()
    {
        Volatile.Write(ref _isDraining, true);
        Input.CancelPendingRead();
    }

    /// <summary>The host does not wait any longer: what is in flight is of no more use.</summary>
    public void Abort()
    {
        BeginClose("aborted by the stopping host");
        _executor.DropAnswers();
        TransportEnd.ShutDown(_transport);
    }

    private void BeginClose(string reason)
    {
        Interlocked.CompareExchange(ref _closingReason, reason, comparand: null);
        Input.CancelPendingRead();
    }

    /// <summary>Returns why reading ended.</summary>
    private async ValueTask<string> ReadEventsAsync()
    {
        while (!Volatile.Read(ref _isDraining))
        {
            var read = await Input.ReadAsync();
            var buffer = read.Buffer;
            CutResult cut;
            while (Volatile.Read(ref _closingReason) is null && (cut = _cutter.Cut(ref buffer, out var body)) != CutResult.Incomplete)
            {
                if (cut == CutResult.TooLarge)
                {
                    return TooLarge();
                }

                if (!await ExecuteAsync(ConnectionEventKind.Data, body))
                {
                    return AnswerCloses;
                }
            }

            if (Volatile.Read(ref _closingReason) is { } closing)
            {
                return closing;
            }

            if (read.IsCompleted)
            {
                if (!buffer.IsEmpty)
                {
                    await ExecuteAsync(ConnectionEventKind.Data, buffer);
                }

                return "closed by the client";
            }

            Input.AdvanceTo(buffer.Start, buffer.End);
        }

        return "the host is stopping";
    }

    /// <summary>Returns false when the connection has to be closed.</summary>
    private async ValueTask<bool> ExecuteAsync(ConnectionEventKind kind, ReadOnlySequence<byte> body)
    {
        Volatile.Write(ref _isExecuting, true);
        var action = await _executor.ExecuteAsync(kind, body);
        LogFailure(kind);
        if (Output.UnflushedBytes > 0)
        {
            await Output.FlushAsync();
        }

        Volatile.Write(ref _isExecuting, false);
        return action == ReplyAction.Keep;
    }

    private string TooLarge()
    {
        HostLog.MessageTooLarge(_logger, Uuid, _identity.RemoteAddress, _server.Name, _server.MaxMessageBytes);
        return "message too large";
    }

    /// <summary>Closes the socket, then says so. The answer to a Close event means nothing.</summary>
    private async Task CloseAsync()
    {
        await TransportEnd.CompleteAsync(_transport.Transport);
        await _executor.ExecuteAsync(ConnectionEventKind.Close, ReadOnlySequence<byte>.Empty);
        LogFailure(ConnectionEventKind.Close);
    }

    private void LogFailure(ConnectionEventKind kind)
    {
        if (_executor.Failure is { } failure)
        {
            var stack = failure is WorkerException or OperationCanceledException ? null : failure;
            HostLog.EventFailed(_logger, stack, Uuid, _identity.RemoteAddress, _server.Name, TcpWire.WordOf(kind), failure.Message);
        }
    }
}
