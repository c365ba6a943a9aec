using System.Text;
using Spiral.Goridge;

namespace Spiral.RoadRunner.Tests;

/// <summary>A worker with the process id 42 and the scripted server at the other end.</summary>
internal sealed class WorkerRig : IAsyncDisposable
{
    public WorkerRig(RelayTransport transport = RelayTransport.InMemory, RelayOptions? options = null)
    {
        Server = ScriptedServer.Open(transport, options);
        Worker = new Worker(Server.Relay, Log) { ProcessId = 42 };
    }

    public ScriptedServer Server { get; }

    public Worker Worker { get; }

    public RecordingLogger Log { get; } = new();

    /// <summary>Waits for the next payload as a worker process does, blocking a thread.</summary>
    public Task<Payload?> NextAsync() => OwnThread.Run(Worker.WaitPayload).Within();

    /// <summary>Waits for the next payload; its body is a text.</summary>
    public async Task<string?> NextBodyAsync() =>
        await NextAsync() is { } payload ? Encoding.UTF8.GetString(payload.Body.Span) : null;

    /// <summary>Closes the relay and returns everything the worker has written to it, as hex digits.</summary>
    public async Task<string> WrittenAsync()
    {
        Worker.Dispose();
        await Server.ReceiveToEndAsync();
        return Convert.ToHexStringLower(Server.ReceivedBytes);
    }

    public ValueTask DisposeAsync()
    {
        Worker.Dispose();
        return Server.DisposeAsync();
    }
}
