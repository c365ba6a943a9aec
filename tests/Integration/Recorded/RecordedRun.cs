using System.Text;
using RoadRunner.Integration.Fixture;
using Spiral.Goridge.Rpc;

namespace RoadRunner.Integration.Recorded;

/// <summary>Plays a recording to a host: what clients, workers and RPC did is done again, and what they saw has to be seen again.</summary>
internal sealed class RecordedRun(RecordedTalk talk, HostUnderTest host, ScriptedWorkers workers, ManualTime? time, string server) : IAsyncDisposable
{
    private readonly Dictionary<string, TestClient> _clients = [];
    private readonly Queue<Task<string>> _calls = [];
    private RpcConnection? _rpc;
    private Task _stopping = Task.CompletedTask;

    public async Task PlayAsync()
    {
        foreach (var step in talk.Steps)
        {
            await PlayAsync(step);
        }

        await host.Host.StopAsync().Within();
    }

    public async ValueTask DisposeAsync()
    {
        if (_rpc is { } rpc)
        {
            await rpc.DisposeAsync();
        }

        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    private async Task PlayAsync(RecordedStep step)
    {
        switch (step.Kind)
        {
            case RecordedStepKind.Connect:
                _clients[step.Peer] = await host.ConnectAsync(server);
                break;
            case RecordedStepKind.Send:
                await _clients[step.Peer].SendAsync(step.Bytes);
                break;
            case RecordedStepKind.Close:
                // Nothing has come that was not recorded.
                _clients[step.Peer].HalfClose();
                Assert.Equal("", await _clients[step.Peer].ReadToEndAsync());
                break;
            case RecordedStepKind.Reset:
                _clients[step.Peer].Reset();
                break;
            case RecordedStepKind.Event:
                await workers.Events.WhenAsync(static _ => true, step.Event);
                break;
            case RecordedStepKind.Release:
                await workers.ReleaseAsync(step.Event);
                break;
            case RecordedStepKind.Receive:
                Assert.Equal(Encoding.Latin1.GetString(step.Bytes.Span), Encoding.Latin1.GetString(await _clients[step.Peer].ReadAsync(step.Bytes.Length)));
                break;
            case RecordedStepKind.End:
                Assert.Equal("", await PassUntilAsync(_clients[step.Peer].ReadToEndAsync()));
                break;
            case RecordedStepKind.Call:
                _calls.Enqueue(CallAsync(RawFrame.Parse(step.Bytes)));
                break;
            case RecordedStepKind.Return:
                Assert.Equal(BodyOf(RawFrame.Parse(step.Bytes)), await _calls.Dequeue().Within());
                break;
            case RecordedStepKind.Stop:
                _stopping = host.Host.StopAsync();
                break;
            case RecordedStepKind.Stopped:
                await _stopping.Within();
                break;
        }
    }

    /// <summary>Calls as the recorded client did, with the uuid of now.</summary>
    private async Task<string> CallAsync(RawFrame call)
    {
        _rpc ??= await host.ConnectRpcAsync();
        var method = call.Text[..(int)call.Options[1]];
        var body = method == "tcp.Close" ? $"\"{RecordedEvent.UuidOf(workers.Events.All[0])}\"" : BodyOf(call);
        return await _rpc.AskAsync(method, body);
    }

    private static string BodyOf(RawFrame frame) => frame.Text[(int)frame.Options[1]..];

    /// <summary>Where the clock is the test's, the end may be a matter of time.</summary>
    private async Task<string> PassUntilAsync(Task<string> end)
    {
        while (time is not null && !end.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        return await end;
    }
}
