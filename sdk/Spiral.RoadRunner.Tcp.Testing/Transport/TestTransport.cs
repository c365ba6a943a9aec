using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using RoadRunner.Host;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>A connection in memory: the client's end, and the host that runs the other one.</summary>
internal sealed class TestTransport
{
    // Nothing pauses: a test that sends or answers much decides itself what it keeps.
    private static readonly PipeOptions Unbounded = new(pauseWriterThreshold: 0, resumeWriterThreshold: 0, useSynchronizationContext: false);
    private static readonly AsyncLocal<TestTransport?> CurrentTransport = new();

    private readonly Pipe _toHost = new(Unbounded);
    private readonly Pipe _toClient = new(Unbounded);
    private readonly TaskCompletionSource<string> _uuid = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TestTransport(HostActivity host, TestPool pool, string server, EndPoint? remote)
    {
        Server = server;
        Pool = pool;
        RemoteEndPoint = remote;
        Activity = new ConnectionActivity(host);
    }

    /// <summary>Gets the connection whose event the calling code belongs to.</summary>
    public static TestTransport? Current => CurrentTransport.Value;

    public string Server { get; }

    public TestPool Pool { get; }

    public EndPoint? RemoteEndPoint { get; }

    public ConnectionActivity Activity { get; }

    /// <summary>Gets what has happened on the connection.</summary>
    public EventHistory History { get; } = new();

    public PipeReader Input => _toClient.Reader;

    public PipeWriter Output => _toHost.Writer;

    /// <summary>Gets the id of the connection, known with its first event.</summary>
    public Task<string> Uuid => _uuid.Task;

    /// <summary>Gets what ends with the connection's last event.</summary>
    public Task Served { get; private set; } = Task.CompletedTask;

    /// <summary>Hands the other end to the host.</summary>
    public void Open(RoadRunnerHost host) => Served = Task.Run(() =>
    {
        // Everything that the host does for the connection can find it from here on.
        CurrentTransport.Value = this;
        return ServeAsync(host);
    });

    /// <summary>The first event has come.</summary>
    public void Opened(string uuid) => _uuid.TrySetResult(uuid);

    private async Task ServeAsync(RoadRunnerHost host)
    {
        var transport = new DefaultConnectionContext("test")
        {
            Transport = new HostEnd(new ObservedReader(_toHost.Reader, Activity), _toClient.Writer),
            RemoteEndPoint = RemoteEndPoint,
        };
        await using var context = transport.ConfigureAwait(false);
        try
        {
            await host.ServeAsync(Server, transport).ConfigureAwait(false);
        }
        catch (Exception refused)
        {
            // A host that is stopping takes nobody.
            _uuid.TrySetException(refused);
            await _toClient.Writer.CompleteAsync(refused).ConfigureAwait(false);
        }
        finally
        {
            Activity.Ended();
        }
    }

    private sealed record HostEnd(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
