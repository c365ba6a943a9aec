using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Spiral.Goridge;
using Spiral.Goridge.Rpc;

namespace RoadRunner.Host.Rpc;

/// <summary>One client: reads requests, runs them at the same time, and sends each reply when it is there.</summary>
/// <remarks>
/// A frame that breaks the rules ends this connection and nothing else; Go RoadRunner dies of two kinds of them. At the end of the
/// stream requests that are running are still answered, except those that wait for something (a lock): nobody knows whether the
/// client is still there to use it.
/// </remarks>
internal sealed class RpcServerConnection : IDisposable
{
    private readonly ConnectionContext _transport;
    private readonly RpcServerOptions _options;
    private readonly ILogger _logger;
    private readonly PendingRequests _pending;
    private readonly ReplyQueue _replies;
    private readonly CancellationTokenSource _ended = new();
    private RpcMethodTable _methods = new([]);

    public RpcServerConnection(ConnectionContext transport, RpcServerOptions options, ILogger logger)
    {
        _transport = transport;
        _options = options;
        _logger = logger;
        _pending = new PendingRequests(options.MaxRequests, options.MaxPendingBytes);
        _replies = new ReplyQueue(transport.Transport.Output, _pending, options.MaxRequests);
    }

    /// <summary>Serves the client until it leaves or the token fires. Never throws.</summary>
    public async Task RunAsync(RpcMethodTable methods, CancellationToken stopping)
    {
        _methods = methods;
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var wake = gone.Token.UnsafeRegister(static state => ((RpcServerConnection)state!)._transport.Transport.Input.CancelPendingRead(), this);
        var sending = SendRepliesAsync(gone);
        try
        {
            await ReadRequestsAsync(gone.Token);
            await _ended.CancelAsync();
            await _pending.WhenEmptyAsync();
        }
        catch (FrameFormatException refused)
        {
            RpcLog.Refused(_logger, Client, refused.Message);
            _replies.Complete();
            _transport.Transport.Output.CancelPendingFlush();
        }
        catch (Exception cause) when (cause is IOException or ConnectionAbortedException or SocketException or OperationCanceledException)
        {
            RpcLog.Ended(_logger, Client, cause.Message);
        }
        catch (Exception error)
        {
            // Whatever it is, it ends this connection and no other.
            RpcLog.Broken(_logger, error, Client);
        }

        await _ended.CancelAsync();
        _replies.Complete();
        await sending;
        await _transport.Transport.Output.CompleteAsync();
        await _transport.Transport.Input.CompleteAsync();
    }

    /// <summary>The server does not wait any longer: replies that the client does not take are dropped.</summary>
    public void Abort() => _transport.Transport.Output.CancelPendingFlush();

    public void Dispose() => _ended.Dispose();

    private string Client => _transport.RemoteEndPoint?.ToString() is { Length: > 0 } address ? address : _transport.ConnectionId;

    private async Task ReadRequestsAsync(CancellationToken gone)
    {
        var input = _transport.Transport.Input;
        while (!gone.IsCancellationRequested)
        {
            var read = await input.ReadAsync(CancellationToken.None);
            var buffer = read.Buffer;
            while (FrameDecoder.TryRead(ref buffer, _options.MaxPayloadBytes, out var frame))
            {
                var request = RpcFrame.Read(frame);
                await _pending.EnterAsync(frame.Header.TotalBytes, gone);
                _ = AnswerAsync(request, frame.Header.TotalBytes);
            }

            input.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                RpcLog.Ended(_logger, Client, buffer.IsEmpty ? "closed by the client" : "closed by the client inside a frame");
                return;
            }
        }
    }

    /// <summary>Runs one request to its reply. Never throws; nobody waits for it but those who wait for the room it takes.</summary>
    private async Task AnswerAsync(RpcMessage request, long bytes)
    {
        RpcReply? reply = null;
        try
        {
            reply = new RpcReply(request, await _methods.InvokeAsync(request, _ended.Token), Error: null);
        }
        catch (RpcFault fault)
        {
            reply = new RpcReply(request, Body: default, fault.Message);
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // Whoever asked is gone.
        }
        catch (Exception error)
        {
            RpcLog.CallFailed(_logger, error, request.ToString());
            reply = new RpcReply(request, Body: default, "internal error of the host; its log says more");
        }

        if (reply is null || !_replies.TryAdd(reply.Value, bytes))
        {
            _pending.Leave(bytes);
        }
    }

    private async Task SendRepliesAsync(CancellationTokenSource gone)
    {
        try
        {
            await _replies.SendAsync();
        }
        catch (Exception cause) when (cause is IOException or ConnectionAbortedException or SocketException)
        {
            await gone.CancelAsync();
        }
    }
}
