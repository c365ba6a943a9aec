using System.Text;
using Spiral.Goridge;

namespace RoadRunner.TestKit;

/// <summary>The server's end of a worker relay, frame by frame as the test wants it.</summary>
/// <remarks>One test task uses it; the worker runs on <see cref="Relay"/>, on a thread of its own where it has to wait.</remarks>
public sealed class ScriptedServer : IAsyncDisposable
{
    private const int HeaderBytes = 12;

    private readonly Stream _toWorker;
    private readonly Stream _fromWorker;
    private readonly Action _finishSending;
    private readonly List<byte> _received = [];

    internal ScriptedServer(Relay relay, Stream toWorker, Stream fromWorker, Action finishSending)
    {
        Relay = relay;
        _toWorker = toWorker;
        _fromWorker = fromWorker;
        _finishSending = finishSending;
    }

    /// <summary>Gets the worker's end.</summary>
    public Relay Relay { get; }

    /// <summary>Gets every byte received from the worker so far.</summary>
    public byte[] ReceivedBytes => [.. _received];

    /// <summary>Joins a server and a relay.</summary>
    /// <param name="transport">How; the default never blocks the sender, so that a test can send everything first.</param>
    /// <param name="options">Settings of the worker's relay.</param>
    public static ScriptedServer Open(RelayTransport transport = RelayTransport.InMemory, RelayOptions? options = null) => transport switch
    {
        RelayTransport.InMemory => RelayPairs.InMemory(options),
        RelayTransport.Pipes => RelayPairs.Pipes(options),
        RelayTransport.UnixSocket => RelayPairs.UnixSocket(options),
        RelayTransport.Tcp => RelayPairs.Tcp(options),
        _ => throw new ArgumentOutOfRangeException(nameof(transport)),
    };

    /// <summary>Sends bytes as they are.</summary>
    /// <param name="bytes">One frame, several, or part of one.</param>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await _toWorker.WriteAsync(bytes).Within();
        await _toWorker.FlushAsync().Within();
    }

    /// <summary>Sends bytes written as hex digits.</summary>
    /// <param name="hex">One frame, several, or part of one.</param>
    public Task SendAsync(string hex) => SendAsync(Convert.FromHexString(hex));

    /// <summary>Sends a frame.</summary>
    /// <param name="frame">The frame.</param>
    public Task SendAsync(RawFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return SendAsync(frame.ToBytes());
    }

    /// <summary>Sends an event.</summary>
    /// <param name="context">Its context.</param>
    /// <param name="body">Its body, as UTF-8.</param>
    public Task SendEventAsync(string context, string body = "") =>
        SendAsync(RawFrame.Event(context, Encoding.UTF8.GetBytes(body)));

    /// <summary>Asks for the process id, with the bytes of a RoadRunner whose own is 1234.</summary>
    public Task SendPidRequestAsync() => SendAsync(GoldenFrames.PidRequest);

    /// <summary>Sends the stop command.</summary>
    public Task SendStopAsync() => SendAsync(GoldenFrames.StopCommand);

    /// <summary>Receives one frame.</summary>
    /// <returns>Its bytes, or null when the worker has closed the relay between two frames.</returns>
    /// <exception cref="EndOfStreamException">The relay was closed inside a frame.</exception>
    public async Task<byte[]?> ReceiveAsync()
    {
        var header = new byte[HeaderBytes];
        var count = await _fromWorker.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false).Within();
        if (count < HeaderBytes)
        {
            return count == 0 ? null : throw new EndOfStreamException($"The worker closed the relay {count} bytes into a frame.");
        }

        var frame = new byte[RawFrame.LengthOf(header)];
        header.CopyTo(frame, 0);
        await _fromWorker.ReadExactlyAsync(frame.AsMemory(HeaderBytes)).Within();
        _received.AddRange(frame);
        return frame;
    }

    /// <summary>Receives one frame, as lower-case hex digits.</summary>
    public async Task<string?> ReceiveHexAsync() => await ReceiveAsync() is { } frame ? Convert.ToHexStringLower(frame) : null;

    /// <summary>Receives until the worker closes the relay.</summary>
    /// <returns>All bytes that have not been received as frames.</returns>
    public async Task<byte[]> ReceiveToEndAsync()
    {
        using var rest = new MemoryStream();
        await _fromWorker.CopyToAsync(rest).Within();
        var bytes = rest.ToArray();
        _received.AddRange(bytes);
        return bytes;
    }

    /// <summary>Closes the direction to the worker: it sees the end of the stream after what was sent.</summary>
    public void FinishSending() => _finishSending();

    /// <summary>Closes both directions, as a server that was killed does.</summary>
    public async Task HangUpAsync()
    {
        await _toWorker.DisposeAsync();
        await _fromWorker.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Our end first: it ends a read of the worker on every transport.
        await HangUpAsync();
        Relay.Dispose();
    }
}
