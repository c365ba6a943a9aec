using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RoadRunner.Benchmarks.Load;

/// <summary>One connection of an open loop: any number of messages are under way on it, answered in order.</summary>
internal sealed class PacedClient : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _message;
    private readonly byte[] _answer;
    private readonly ConcurrentQueue<long> _due = new();

    private PacedClient(Socket socket, byte[] message)
    {
        _socket = socket;
        _message = message;
        _answer = new byte[message.Length];
    }

    /// <summary>Gets how long the answers took, counted from when their messages were due.</summary>
    public LatencyHistogram Latency { get; } = new();

    public static async Task<PacedClient> ConnectAsync(IPEndPoint address, byte[] message, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return new PacedClient(socket, message);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async ValueTask SendAsync(long due, CancellationToken cancellationToken)
    {
        _due.Enqueue(due);
        for (var sent = 0; sent < _message.Length;)
        {
            sent += await _socket.SendAsync(_message.AsMemory(sent), cancellationToken);
        }
    }

    public async Task ReceiveAsync(int answers, CancellationToken cancellationToken)
    {
        for (var answer = 0; answer < answers; answer++)
        {
            for (var received = 0; received < _answer.Length;)
            {
                var count = await _socket.ReceiveAsync(_answer.AsMemory(received), cancellationToken);
                received += count > 0 ? count : throw new IOException($"The server left {received} bytes into answer {answer + 1} of {answers}.");
            }

            if (!_answer.AsSpan().SequenceEqual(_message) || !_due.TryDequeue(out var due))
            {
                throw new InvalidDataException("The answer is not the message that was sent.");
            }

            Latency.Record(Stopwatch.GetTimestamp() - due);
        }
    }

    public void Dispose() => _socket.Dispose();
}
