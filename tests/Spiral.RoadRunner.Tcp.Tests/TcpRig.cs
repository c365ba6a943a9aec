using Spiral.Goridge;

namespace Spiral.RoadRunner.Tcp.Tests;

/// <summary>A TCP worker and the scripted server at the other end.</summary>
internal sealed class TcpRig : IAsyncDisposable
{
    public TcpRig(RelayTransport transport = RelayTransport.InMemory, string? errorText = null, int processId = 42, RelayOptions? relay = null)
    {
        Server = ScriptedServer.Open(transport, relay);
        Tcp = new TcpWorker(
            new Worker(Server.Relay, WorkerLog) { ProcessId = processId },
            new TcpWorkerOptions { Logger = Log, ErrorText = errorText ?? TcpWorkerOptions.DefaultErrorText });
    }

    public ScriptedServer Server { get; }

    public TcpWorker Tcp { get; }

    /// <summary>Gets what the TCP worker has logged.</summary>
    public RecordingLogger Log { get; } = new();

    /// <summary>Gets what the worker below has logged.</summary>
    public RecordingLogger WorkerLog { get; } = new();

    /// <summary>Sends an event and takes it, blocking a thread as a worker process does.</summary>
    public async Task<TcpRequest> TakeAsync(string context, string body = "")
    {
        await Server.SendEventAsync(context, body);
        return (await NextAsync())!;
    }

    public Task<TcpRequest?> NextAsync() => OwnThread.Run(Tcp.WaitRequest).Within();

    /// <summary>Closes the relay and returns everything the worker has written to it, as hex digits.</summary>
    public async Task<string> WrittenAsync()
    {
        Tcp.Dispose();
        await Server.ReceiveToEndAsync();
        return Convert.ToHexStringLower(Server.ReceivedBytes);
    }

    public ValueTask DisposeAsync()
    {
        Tcp.Dispose();
        return Server.DisposeAsync();
    }
}
