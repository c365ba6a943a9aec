using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Tcp;

/// <summary>The loop of one connection: Connected, a Data for each event that its bytes are cut into, and exactly one Close, always last.</summary>
/// <remarks>
/// Bytes without a delimiter at the end of the stream are an event too: a client that half-closes still gets its answer. A
/// connection that breaks (reset) loses them. The input is not read while an event is under way, or the client takes nothing. The
/// framing of RoadRunner has its own rules, also about Close.
/// </remarks>
internal sealed partial class TcpConnection
{
    private readonly TcpServerOptions _server;
    private readonly ConnectionContext _transport;
    private readonly ILogger _logger;
    private readonly Action<TcpConnection, ConnectionEnd> _ended;
    private readonly ConnectionIdentity _identity;
    private readonly IConnectionExecutor _executor;
    private readonly bool _isGo;
    private readonly bool _mayBlock;
    private EventCutter _cutter;
    private ConnectionWatch _watch;
    private bool _isDraining;
    private ConnectionEnd? _closing;
    private bool _isExecuting;

    /// <summary>Creates the loop; <paramref name="ended"/> is called once, after the last event.</summary>
    public TcpConnection(
        TcpServerOptions server,
        ConnectionTimeouts timeouts,
        ConnectionContext transport,
        EndPoint? remote,
        IEventEngine engine,
        ILogger logger,
        Action<TcpConnection, ConnectionEnd> ended)
    {
        _server = server;
        _transport = transport;
        _logger = logger;
        _ended = ended;
        _identity = ConnectionIdentity.Create(server.Name, remote);
        _executor = engine.Open(_identity, transport.Transport.Output);
        _isTraced = !engine.TracesEvents;
        _cutter = new EventCutter(server);
        _watch = new ConnectionWatch(timeouts);
        _isGo = server.Framing == FramingMode.RoadRunner;
        _mayBlock = engine.MayBlock;
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
        ConnectionEnd end;
        try
        {
            end = await ExecuteAsync(ConnectionEventKind.Connected, ReadOnlySequence<byte>.Empty)
                ? await (_isGo ? ReadAsGoAsync() : ReadEventsAsync())
                : EndOfEvent();
            await DiscardInputAsync(end);
        }
        catch (Exception error) when (error is IOException or ConnectionAbortedException or SocketException or ObjectDisposedException)
        {
            end = Volatile.Read(ref _closing) ?? ConnectionEnd.Broken(error.Message);
        }
        catch (Exception error)
        {
            // Whatever it is, it ends this connection and no other.
            HostLog.ConnectionBroken(_logger, error, Uuid, _server.Name);
            end = ConnectionEnd.HostError;
        }

        await CloseAsync(hasCloseEvent: !_isGo || !IsSilent(end));
        _executor.Release();
        HostLog.ConnectionEnded(_logger, Uuid, _identity.RemoteAddress, _server.Name, end.Text);
        _ended(this, end);
    }

    /// <summary>Returns why reading ended.</summary>
    private async ValueTask<ConnectionEnd> ReadEventsAsync()
    {
        await SendPushesAsync();
        while (!Volatile.Read(ref _isDraining))
        {
            var read = await Input.ReadAsync();
            if (read.IsCanceled)
            {
                // Whoever woke the loop has other things to do than to run it.
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            }

            var buffer = read.Buffer;
            CutResult cut;
            while (Volatile.Read(ref _closing) is null && (cut = _cutter.Cut(ref buffer, out var body)) != CutResult.Incomplete)
            {
                if (cut == CutResult.TooLarge)
                {
                    Input.AdvanceTo(read.Buffer.End);
                    return await RefuseMessageAsync();
                }

                WishDirectAnswer(isLast: buffer.IsEmpty && !read.IsCompleted);
                if (!await ExecuteAsync(ConnectionEventKind.Data, body))
                {
                    Input.AdvanceTo(read.Buffer.End);
                    return EndOfEvent();
                }

                await SendPushesAsync();
            }

            if (Volatile.Read(ref _closing) is { } closing)
            {
                LeavePushes();
                return closing;
            }

            if (read.IsCompleted)
            {
                var isKept = buffer.IsEmpty || await ExecuteAsync(ConnectionEventKind.Data, buffer);
                Input.AdvanceTo(read.Buffer.End);
                if (!isKept)
                {
                    return EndOfEvent();
                }

                LeavePushes();
                return ConnectionEnd.ByClient;
            }

            Input.AdvanceTo(buffer.Start, buffer.End);
            if (!buffer.IsEmpty && _watch.Kind == WaitKind.Idle)
            {
                _watch.Begin(WaitKind.Message);
            }

            await SendPushesAsync();
            await AwaitNextMessageAsync();
        }

        LeavePushes();
        return await SayAsync(_server.Farewell, ConnectionEnd.Drained);
    }

    /// <summary>Returns false when the connection has to be closed.</summary>
    private async ValueTask<bool> ExecuteAsync(ConnectionEventKind kind, ReadOnlySequence<byte> body)
    {
        Volatile.Write(ref _isExecuting, true);
        _watch.End();
        var began = BeginEvent(kind, body.Length);
        var action = await _executor.ExecuteAsync(kind, body);
        EndEvent(kind, began);
        Volatile.Write(ref _isExecuting, false);

        // Before the client has the answer: its silence counts from then on.
        _watch.Begin(WaitKind.Idle);
        if (Output.UnflushedBytes > 0)
        {
            _server.Meter?.Sent(Output.UnflushedBytes);
            await FlushAsync(WaitKind.Idle);
        }

        return action == ReplyAction.Keep;
    }

    private ConnectionEnd EndOfEvent() =>
        Volatile.Read(ref _closing) ?? (_executor.Failure is null ? ConnectionEnd.ByAnswer : ConnectionEnd.ByFailure);

    private ValueTask<ConnectionEnd> RefuseMessageAsync()
    {
        HostLog.MessageTooLarge(_logger, Uuid, _identity.RemoteAddress, _server.Name, _server.MaxMessageBytes);
        return SayAsync(_server.Parting, ConnectionEnd.TooLarge);
    }
}
