using System.Diagnostics.CodeAnalysis;

namespace Spiral.Goridge.Rpc;

/// <summary>The two loops of a connection, one that reads replies and one that writes what has gathered, and their common end.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer and no handle, and whoever ends the connection may still be canceling it.")]
internal sealed class RpcWire
{
    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly RpcCallTable _table;
    private readonly RpcOutbox _outbox;
    private readonly ReceiveBuffer _received;
    private readonly CancellationTokenSource _ending = new();
    private int _isEnding;
    private long _lastReceived;

    public RpcWire(Stream stream, RpcConnectionOptions options, RpcCallTable table, RpcOutbox outbox)
    {
        _stream = stream;
        _time = options.TimeProvider;
        _table = table;
        _outbox = outbox;
        _received = new ReceiveBuffer(options.MaxPayloadBytes);
        _lastReceived = _time.GetTimestamp();
    }

    public long LastReceived => Interlocked.Read(ref _lastReceived);

    public GoridgeException? CloseReason { get; private set; }

    /// <summary>Runs until <see cref="End"/>; never fails.</summary>
    public async Task RunAsync()
    {
        await Task.WhenAll(Task.Run(ReadAsync), Task.Run(WriteAsync)).ConfigureAwait(false);
        try
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Some streams write a farewell when they are disposed; nobody need be there to hear it, and all is over anyway.
        }
    }

    /// <summary>Ends the connection unless it is ending already; null means that this side wants it.</summary>
    public void End(GoridgeException? reason)
    {
        if (Interlocked.Exchange(ref _isEnding, 1) != 0)
        {
            return;
        }

        CloseReason = reason;
        var message = reason is null ? "The RPC connection has been disposed." : $"The RPC connection has ended: {reason.Message}";
        _table.End(() => new RelayClosedException(message, reason));
        _outbox.Close();
        _ending.Cancel();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                while (_received.TryRead(out var frame))
                {
                    var reply = RpcFrame.Read(frame);
                    _table.Take(reply, frame)?.Complete(reply);
                }

                var count = await _stream.ReadAsync(_received.GetFreeMemory(), _ending.Token).ConfigureAwait(false);
                if (count == 0)
                {
                    End(new RelayClosedException(_received.Count == 0 ? "The peer closed the connection." : $"The peer closed the connection {_received.Count} bytes into a reply."));
                    return;
                }

                _received.Advance(count);
                Interlocked.Exchange(ref _lastReceived, _time.GetTimestamp());
            }
        }
        catch (FrameFormatException reason)
        {
            End(reason);
        }
        catch (Exception cause)
        {
            // The stream may be anybody's: whatever it throws, nothing can be read any more.
            End(new RelayClosedException($"Reading a reply failed: {cause.Message}", cause));
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            while (await _outbox.WaitAsync().ConfigureAwait(false))
            {
                // Only the end of the connection stops a write: half a frame would leave the peer out of step.
                await _stream.WriteAsync(_outbox.Take(), _ending.Token).ConfigureAwait(false);
                await _stream.FlushAsync(_ending.Token).ConfigureAwait(false);
                _outbox.Release();
                _table.Continue();
            }
        }
        catch (Exception cause)
        {
            End(new RelayClosedException($"Writing a request failed: {cause.Message}", cause));
        }
    }
}
