using System.Buffers;
using System.Net.Sockets;

namespace Spiral.Goridge;

/// <summary>A connection that carries frames in both directions.</summary>
/// <remarks>
/// One thread may receive while another sends; two receivers or two senders at once are not allowed. Reads and writes block the
/// calling thread: a worker has one event at a time, and a blocking read was measured to be faster than an asynchronous one.
/// </remarks>
public abstract class Relay : IDisposable
{
    private readonly ReceiveBuffer _received;
    private readonly SendBuffer _sent;
    private Task<int>? _pendingRead;
    private volatile bool _isDisposed;

    /// <summary>Creates a relay.</summary>
    /// <param name="options">Settings; null means the defaults.</param>
    protected Relay(RelayOptions? options)
    {
        MaxPayloadBytes = (options ?? new RelayOptions()).MaxPayloadBytes;
        _received = new ReceiveBuffer(MaxPayloadBytes);
        _sent = new SendBuffer(WriteOut);
    }

    /// <summary>Gets the largest payload accepted and sent in one frame, in bytes.</summary>
    public int MaxPayloadBytes { get; }

    /// <summary>Gets how many bytes have been read behind the last frame that was handed out.</summary>
    /// <remarks>On a worker relay the server uses it to notice an answer too many before it can reach the wrong client.</remarks>
    public int UnreadBytes => _received.Count;

    /// <summary>Gets a value indicating whether <see cref="TryReceive"/> would return without waiting for the peer.</summary>
    /// <remarks>It reads what waits into the buffer, so it ends the life of a borrowed frame as a receive does.</remarks>
    /// <exception cref="FrameFormatException">The bytes that wait are no frame.</exception>
    /// <exception cref="RelayClosedException">Reading what waits failed.</exception>
    public bool HasFrame
    {
        get
        {
            while (!FrameIsBuffered())
            {
                if (_pendingRead is { IsCompleted: false } || (_pendingRead is null && !CanReadNow()))
                {
                    return false;
                }

                if (Fill() == 0)
                {
                    return true;
                }
            }

            return true;
        }
    }

    /// <summary>Opens a relay from an address string.</summary>
    /// <param name="address"><c>pipes</c>, <c>tcp://host:port</c> or <c>unix://path</c>, see <see cref="RelayAddress"/>.</param>
    /// <param name="options">Settings; null means the defaults.</param>
    /// <returns>A relay that the caller disposes; a socket relay connects with its first use.</returns>
    /// <exception cref="FormatException">The text is no relay address.</exception>
    public static Relay Create(string address, RelayOptions? options = null) => Create(RelayAddress.Parse(address), options);

    /// <summary>Opens a relay.</summary>
    /// <param name="address">Where it leads.</param>
    /// <param name="options">Settings; null means the defaults.</param>
    /// <returns>A relay that the caller disposes; a socket relay connects with its first use.</returns>
    public static Relay Create(RelayAddress address, RelayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.Kind == RelayKind.Pipes ? PipesRelay.OpenStandardStreams(options) : new SocketRelay(address, options);
    }

    /// <summary>Waits for the next frame.</summary>
    /// <param name="frame">The frame; its bytes are borrowed until the next receive on this relay or the next look at <see cref="HasFrame"/>.</param>
    /// <returns><see langword="false"/> when the peer has closed the stream between two frames.</returns>
    /// <exception cref="FrameFormatException">The bytes are no frame or over the limit; close the relay.</exception>
    /// <exception cref="RelayClosedException">The stream ended inside a frame, or reading failed.</exception>
    public bool TryReceive(out Frame frame)
    {
        while (!_received.TryRead(out frame))
        {
            if (Fill() == 0)
            {
                return EndOfStream();
            }
        }

        return true;
    }

    /// <summary>Waits for the next frame, with a way to give up.</summary>
    /// <param name="cancellationToken">
    /// Ends the waiting, not the read: bytes that arrive later are kept for the next call, so no frame is lost. Without a token
    /// that can be cancelled a pipes relay reads on the calling thread and the result is always complete.
    /// </param>
    /// <returns>The frame, borrowed until the next receive on this relay, or null when the peer has closed the stream between two frames.</returns>
    /// <exception cref="FrameFormatException">The bytes are no frame or over the limit; close the relay.</exception>
    /// <exception cref="RelayClosedException">The stream ended inside a frame, or reading failed.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public async ValueTask<Frame?> ReceiveAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_received.TryRead(out var frame))
            {
                return frame;
            }

            if (await FillAsync(cancellationToken).ConfigureAwait(false) == 0)
            {
                EndOfStream();
                return null;
            }
        }
    }

    /// <summary>Sends one frame.</summary>
    /// <param name="flags">What the payload is.</param>
    /// <param name="options">0 to <see cref="FrameHeader.MaxOptions"/> options.</param>
    /// <param name="payload">The payload; free for reuse when the call returns.</param>
    /// <param name="stream">Stream bits; none for everything a TCP worker sends.</param>
    /// <exception cref="ArgumentException">The payload is over the limit or there are too many options; nothing was written.</exception>
    /// <exception cref="RelayClosedException">The peer is gone; the frame may have left in part.</exception>
    public void Send(FrameFlags flags, ReadOnlySpan<uint> options, ReadOnlySpan<byte> payload, StreamFlags stream = StreamFlags.None)
    {
        _sent.Begin(new FrameHeader(flags, stream, options.Length, Measure(payload.Length, nameof(payload))), options);
        _sent.Append(payload);
        _sent.Flush();
    }

    /// <summary>Sends an event or an answer: one frame with one option, the length of the context.</summary>
    /// <param name="context">The first part of the payload.</param>
    /// <param name="body">The rest; free for reuse when the call returns.</param>
    /// <exception cref="ArgumentException">Context and body together are over the limit; nothing was written.</exception>
    /// <exception cref="RelayClosedException">The peer is gone; the frame may have left in part.</exception>
    public void SendPayload(ReadOnlySpan<byte> context, ReadOnlySpan<byte> body)
    {
        _sent.Begin(new FrameHeader(FrameFlags.None, StreamFlags.None, 1, Measure((long)context.Length + body.Length, nameof(body))), [(uint)context.Length]);
        _sent.Append(context);
        _sent.Append(body);
        _sent.Flush();
    }

    /// <summary>Sends an event or an answer whose body lies in several pieces.</summary>
    /// <param name="context">The first part of the payload.</param>
    /// <param name="body">The rest; free for reuse when the call returns.</param>
    /// <exception cref="ArgumentException">Context and body together are over the limit; nothing was written.</exception>
    /// <exception cref="RelayClosedException">The peer is gone; the frame may have left in part.</exception>
    public void SendPayload(ReadOnlySpan<byte> context, in ReadOnlySequence<byte> body)
    {
        _sent.Begin(new FrameHeader(FrameFlags.None, StreamFlags.None, 1, Measure(context.Length + body.Length, nameof(body))), [(uint)context.Length]);
        _sent.Append(context);
        foreach (var segment in body)
        {
            _sent.Append(segment.Span);
        }

        _sent.Flush();
    }

    /// <summary>Closes the relay. Calling it again does nothing.</summary>
    /// <remarks>
    /// A receive that waits on a socket ends at once; one that waits on a pipe ends when the peer writes or closes its end, which
    /// is the only way operating systems offer.
    /// </remarks>
    public void Dispose()
    {
        _isDisposed = true;
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads some bytes, waiting for the first one.</summary>
    /// <param name="buffer">Where to put them; never empty.</param>
    /// <returns>How many were read; 0 at the end of the stream.</returns>
    protected abstract int Read(Span<byte> buffer);

    /// <summary>Reads some bytes without blocking the caller.</summary>
    /// <param name="buffer">Where to put them; never empty, left alone by everybody else until the read has ended.</param>
    /// <returns>How many were read; 0 at the end of the stream.</returns>
    protected abstract ValueTask<int> ReadAsync(Memory<byte> buffer);

    /// <summary>Writes all the bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    protected abstract void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Says whether <see cref="Read"/> would return at once, with bytes or with the end of the stream.</summary>
    protected abstract bool IsDataAvailable();

    /// <summary>Gets a value indicating whether an asynchronous read may be done by a blocking one when nobody can cancel it.</summary>
    protected virtual bool PrefersBlockingReads => false;

    /// <summary>Closes what the relay reads from and writes to.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        // The receive buffer is not given back here: another thread may still be inside a read.
    }

    private bool CanReadNow()
    {
        try
        {
            return IsDataAvailable();
        }
        catch (Exception cause) when (IsTransportError(cause))
        {
            throw ReadFailed(cause);
        }
    }

    private bool FrameIsBuffered() =>
        FrameDecoder.TryRead(_received.Unread, MaxPayloadBytes, out _);

    private bool EndOfStream() => _received.Count == 0
        ? false
        : throw new RelayClosedException($"The peer closed the relay {_received.Count} bytes into a frame.");

    private int Fill()
    {
        try
        {
            int count;
            if (_pendingRead is { } pending)
            {
                // A read that an earlier ReceiveAsync gave up waiting for; the bytes belong to this call.
#pragma warning disable VSTHRD002 // This is the blocking side of the relay.
                count = pending.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
                _pendingRead = null;
            }
            else
            {
                count = Read(_received.GetFreeMemory().Span);
            }

            _received.Advance(count);
            return count;
        }
        catch (Exception cause) when (IsTransportError(cause))
        {
            throw ReadFailed(cause);
        }
    }

    private ValueTask<int> FillAsync(CancellationToken cancellationToken) =>
        PrefersBlockingReads && !cancellationToken.CanBeCanceled && _pendingRead is null
            ? new ValueTask<int>(Fill())
            : WaitForReadAsync(cancellationToken);

    private async ValueTask<int> WaitForReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            _pendingRead ??= ReadAsync(_received.GetFreeMemory()).AsTask();
            var count = await _pendingRead.WaitAsync(cancellationToken).ConfigureAwait(false);
            _pendingRead = null;
            _received.Advance(count);
            return count;
        }
        catch (Exception cause) when (IsTransportError(cause))
        {
            throw ReadFailed(cause);
        }
    }

    private uint Measure(long payloadBytes, string argument) => payloadBytes <= MaxPayloadBytes
        ? (uint)payloadBytes
        : throw new ArgumentException($"The payload has {payloadBytes} bytes, the limit of the relay is {MaxPayloadBytes}.", argument);

    private void WriteOut(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Write(bytes);
        }
        catch (Exception cause) when (IsTransportError(cause))
        {
            throw new RelayClosedException($"Writing to the relay failed: {cause.Message}", cause);
        }
    }

    private static RelayClosedException ReadFailed(Exception cause) =>
        new($"Reading from the relay failed: {cause.Message}", cause);

    // The stream of a System.IO.Pipelines pipe says InvalidOperationException when it is used after it was closed.
    private bool IsTransportError(Exception cause) =>
        cause is IOException or SocketException or ObjectDisposedException || (_isDisposed && cause is InvalidOperationException);
}
