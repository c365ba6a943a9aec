using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RoadRunner.Benchmarks.Load;

/// <summary>One connection of the load: sends its message, waits for all of it to come back, repeats until the round is over.</summary>
/// <remarks>Nothing is allocated for a message. Only one operation is ever pending, so only one thread is in here at a time.</remarks>
internal sealed class LoadClient : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _message;
    private readonly byte[] _answer;
    private readonly SocketAsyncEventArgs _send = new(unsafeSuppressExecutionContextFlow: true);
    private readonly SocketAsyncEventArgs _receive = new(unsafeSuppressExecutionContextFlow: true);
    private readonly Action<LoadClient, Exception?> _finished;

    private bool _sending;
    private bool _compared;
    private int _received;
    private long _sentAt;
    private long _deadline;

    private LoadClient(Socket socket, byte[] message, Action<LoadClient, Exception?> finished)
    {
        _socket = socket;
        _message = message;
        _answer = new byte[message.Length];
        _finished = finished;
        _send.SetBuffer(_message, 0, _message.Length);
        _receive.SetBuffer(_answer, 0, _answer.Length);
        _send.Completed += (_, _) => Continue(CompleteSend());
        _receive.Completed += (_, _) => Continue(CompleteReceive());
    }

    /// <summary>Gets the exchanges of this round that ended before its deadline.</summary>
    public long Events { get; private set; }

    /// <summary>Gets the exchanges of this round, the last one included.</summary>
    public long Exchanges { get; private set; }

    public LatencyHistogram Latency { get; } = new();

    public static async Task<LoadClient> ConnectAsync(IPEndPoint address, byte[] message, Action<LoadClient, Exception?> finished, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return new LoadClient(socket, message, finished);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Starts a round; <c>finished</c> is called once, when the exchange that is under way at the deadline has ended.</summary>
    public void Start(long deadline)
    {
        Events = 0;
        Exchanges = 0;
        Latency.Clear();
        _deadline = deadline;

        // A byte here was never asked for: the server sent more than it got, and every later exchange would be out of step.
        if (_socket.Available > 0)
        {
            _finished(this, new InvalidDataException($"{_socket.Available} bytes arrived between two rounds."));
            return;
        }

        _sentAt = Stopwatch.GetTimestamp();
        _sending = true;
        Continue(true);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _send.Dispose();
        _receive.Dispose();
    }

    // Runs until an operation has to wait: its completion comes back here, on the thread of the socket engine.
    private void Continue(bool goOn)
    {
        while (goOn)
        {
            if (_sending)
            {
                if (_socket.SendAsync(_send))
                {
                    return;
                }

                goOn = CompleteSend();
            }
            else
            {
                if (_socket.ReceiveAsync(_receive))
                {
                    return;
                }

                goOn = CompleteReceive();
            }
        }
    }

    private bool CompleteSend()
    {
        if (_send.SocketError != SocketError.Success || _send.BytesTransferred != _message.Length)
        {
            return Fail($"Sent {_send.BytesTransferred} of {_message.Length} bytes: {_send.SocketError}");
        }

        _sending = false;
        return true;
    }

    private bool CompleteReceive()
    {
        if (_receive.SocketError != SocketError.Success || _receive.BytesTransferred == 0)
        {
            return Fail($"The server left {_received} bytes into an answer of {_message.Length}: {_receive.SocketError}");
        }

        _received += _receive.BytesTransferred;
        if (_received < _message.Length)
        {
            _receive.SetBuffer(_received, _message.Length - _received);
            return true;
        }

        return CompleteExchange();
    }

    private bool CompleteExchange()
    {
        var now = Stopwatch.GetTimestamp();
        if (!IsEcho())
        {
            return Fail("The answer is not the message that was sent.");
        }

        // SetBuffer is not free; an answer that came in one piece, the usual one, has left the buffer as it was.
        if (_receive.Count != _message.Length)
        {
            _receive.SetBuffer(0, _message.Length);
        }

        _received = 0;
        _sending = true;
        Exchanges++;
        if (now >= _deadline)
        {
            _finished(this, null);
            return false;
        }

        Events++;
        Latency.Record(now - _sentAt);
        _sentAt = now;
        return true;
    }

    // The whole answer is compared once; after that its length and its end are enough to notice that the two are out of step.
    private bool IsEcho()
    {
        if (_compared)
        {
            return _answer.AsSpan().EndsWith(LoadMessage.End);
        }

        _compared = true;
        return _answer.AsSpan().SequenceEqual(_message);
    }

    private bool Fail(string message)
    {
        _finished(this, new IOException(message));
        return false;
    }
}
