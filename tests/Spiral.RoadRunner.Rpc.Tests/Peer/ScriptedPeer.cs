using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Spiral.RoadRunner.Rpc.Tests;

/// <summary>A server in memory. It answers <c>rpc.Version</c> and what a test has told it to; other calls wait for the test.</summary>
internal sealed class ScriptedPeer : IDisposable
{
    public const string Version = "2025.1.15";

    private readonly ConcurrentDictionary<string, Func<PeerCall, Task>> _answers = new();
    private readonly ConcurrentBag<PeerConnection> _connections = [];
    private readonly Channel<PeerCall> _calls = Channel.CreateUnbounded<PeerCall>();
    private int _attempts;

    public ScriptedPeer() => Answer(RpcVersionCall.Method, call => call.ReplyAsync($"\"{Version}\""));

    /// <summary>Gets or sets a value indicating whether connections are accepted.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>Gets how often somebody tried to connect.</summary>
    public int Attempts => Volatile.Read(ref _attempts);

    /// <summary>Gets the methods that were called, in order of arrival.</summary>
    public ConcurrentQueue<string> Log { get; } = [];

    public void Answer(string method, Func<PeerCall, Task> answer) => _answers[method] = answer;

    /// <summary>Leaves the method to <see cref="NextAsync"/>.</summary>
    public void Leave(string method) => _answers.TryRemove(method, out _);

    public Task<PeerCall> NextAsync() => _calls.Reader.ReadAsync(TestContext.Current.CancellationToken).Within();

    public ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _attempts);
        if (!IsUp)
        {
            throw new IOException("Connection refused.");
        }

        var (client, server) = PeerStream.CreatePair();
        _connections.Add(new PeerConnection(this, server));
        return ValueTask.FromResult<Stream>(client);
    }

    /// <summary>Closes all connections and takes no more.</summary>
    public void Kill()
    {
        IsUp = false;
        Drop();
    }

    /// <summary>Closes all connections; new ones are welcome.</summary>
    public void Drop()
    {
        while (_connections.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    public Task SendToAllAsync(ReadOnlyMemory<byte> bytes) => Task.WhenAll(_connections.Select(connection => connection.SendAsync(bytes)));

    public Task HandleAsync(PeerCall call)
    {
        Log.Enqueue(call.Method);
        return _answers.TryGetValue(call.Method, out var answer) ? answer(call) : _calls.Writer.WriteAsync(call).AsTask();
    }

    public void Dispose() => Drop();
}
