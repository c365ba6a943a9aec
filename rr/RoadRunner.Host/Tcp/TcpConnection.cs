using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Tcp;

/// <summary>The connection loop of <c>exact</c> framing: Connected, one Data for each delimited message, and exactly one Close, always last.</summary>
/// <remarks>
/// Bytes without a delimiter at the end of the stream are a message too: a client that half-closes still gets its answer. A
/// connection that breaks (reset) loses them.
/// </remarks>
internal sealed class TcpConnection
{
    private readonly TcpServerOptions _server;
    private readonly ConnectionContext _transport;
    private readonly ILogger _logger;
    private readonly ConnectionJob _job;
    private readonly string _remoteAddress;
    private readonly byte[] _dataContext;
    private MessageCutter _cutter;
    private bool _isDraining;
    private bool _isClosing;
    private bool _isExecuting;

    public TcpConnection(TcpServerOptions server, ConnectionContext transport, WorkerPool pool, ILogger logger)
    {
        _server = server;
        _transport = transport;
        _logger = logger;
        _job = new ConnectionJob(pool, transport.Transport.Output);
        _remoteAddress = Format(transport.RemoteEndPoint);
        _dataContext = Context(TcpWire.Data);
        _cutter = new MessageCutter(server.Delimiter);
    }

    /// <summary>Gets the name that workers know the connection by.</summary>
    public string Uuid { get; } = Guid.NewGuid().ToString("D");

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
            reason = await ExecuteAsync(Context(TcpWire.Connected), ReadOnlySequence<byte>.Empty, TcpWire.Connected)
                ? await ReadMessagesAsync()
                : "closed by the worker";
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
        HostLog.ConnectionEnded(_logger, Uuid, _remoteAddress, _server.Name, reason);
    }

    /// <summary>Closes the connection from outside. The socket is closed at once; the Close event follows now or, when an event is in flight, after its answer.</summary>
    /// <remarks>Safe to call from any thread, any number of times.</remarks>
    public void Close()
    {
        Volatile.Write(ref _isClosing, true);
        Input.CancelPendingRead();
        if (Volatile.Read(ref _isExecuting))
        {
            // The answer finds no socket any more. An idle connection ends by itself and sends what is still to be sent.
            ShutDown();
        }
    }

    /// <summary>The client sees an orderly end; an abort of the transport would be a reset.</summary>
    private void ShutDown()
    {
        try
        {
            _transport.Features.Get<IConnectionSocketFeature>()?.Socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The client was faster.
        }
    }

    private static string Format(EndPoint? endPoint) => endPoint switch
    {
        IPEndPoint { Address.IsIPv4MappedToIPv6: true } ip => new IPEndPoint(ip.Address.MapToIPv4(), ip.Port).ToString(),
        IPEndPoint ip => ip.ToString(),
        _ => endPoint?.ToString() is { Length: > 0 } path ? path : "@",
    };

    private byte[] Context(string eventWord) => EventContext.Encode(_remoteAddress, _server.Name, Uuid, eventWord);

    /// <summary>The host is stopping: what is in flight ends, nothing more is read.</summary>
    private void Drain()
    {
        Volatile.Write(ref _isDraining, true);
        Input.CancelPendingRead();
    }

    /// <summary>Returns why reading ended.</summary>
    private async ValueTask<string> ReadMessagesAsync()
    {
        while (!Volatile.Read(ref _isDraining))
        {
            var read = await Input.ReadAsync();
            var buffer = read.Buffer;
            while (!Volatile.Read(ref _isClosing) && _cutter.TryCut(ref buffer, out var message))
            {
                if (message.Length > _server.MaxMessageBytes)
                {
                    return TooLarge();
                }

                if (!await ExecuteAsync(_dataContext, message, TcpWire.Data))
                {
                    return "closed by the worker";
                }
            }

            if (Volatile.Read(ref _isClosing))
            {
                return "closed by tcp.Close";
            }

            if (buffer.Length > _server.MaxMessageBytes)
            {
                return TooLarge();
            }

            if (read.IsCompleted)
            {
                if (!buffer.IsEmpty)
                {
                    await ExecuteAsync(_dataContext, buffer, TcpWire.Data);
                }

                return "closed by the client";
            }

            Input.AdvanceTo(buffer.Start, buffer.End);
        }

        return "the host is stopping";
    }

    /// <summary>Returns false when the connection has to be closed.</summary>
    private async ValueTask<bool> ExecuteAsync(byte[] context, ReadOnlySequence<byte> body, string eventWord)
    {
        Volatile.Write(ref _isExecuting, true);
        var action = await _job.ExecuteAsync(context, body);
        if (_job.Failure is { } failure)
        {
            HostLog.EventFailed(_logger, Uuid, _remoteAddress, _server.Name, eventWord, failure.Message);
        }

        if (Output.UnflushedBytes > 0)
        {
            await Output.FlushAsync();
        }

        Volatile.Write(ref _isExecuting, false);
        return action == ReplyAction.Keep;
    }

    private string TooLarge()
    {
        HostLog.MessageTooLarge(_logger, Uuid, _remoteAddress, _server.Name, _server.MaxMessageBytes);
        return "message too large";
    }

    /// <summary>Closes the socket, then tells a worker. The answer to a Close event means nothing.</summary>
    private async Task CloseAsync()
    {
        await Output.CompleteAsync();
        await Input.CompleteAsync();
        await _job.ExecuteAsync(Context(TcpWire.Close), ReadOnlySequence<byte>.Empty, ignoresReply: true);
        if (_job.Failure is { } failure)
        {
            HostLog.EventFailed(_logger, Uuid, _remoteAddress, _server.Name, TcpWire.Close, failure.Message);
        }
    }
}
