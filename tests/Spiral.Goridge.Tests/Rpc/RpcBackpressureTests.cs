using System.Text;

namespace Spiral.Goridge.Rpc.Tests;

public sealed class RpcBackpressureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_over_the_limit_wait_and_are_sent_in_order()
    {
        var (connection, peer) = ScriptedPeer.Connect(new RpcConnectionOptions { MaxInFlight = 2 });
        await using var first = connection;
        await using var second = peer;

        var calls = Enumerable.Range(0, 6).Select(index => connection.CallAsync("a.A", FrameFlags.Raw, Encoding.UTF8.GetBytes($"{index}"), Token).AsTask()).ToArray();
        Assert.Equal(2, connection.InFlight);
        Assert.Equal(4, connection.Waiting);

        var bodies = new List<string>();
        foreach (var _ in calls)
        {
            var request = await peer.ReceiveAsync();
            bodies.Add(Encoding.UTF8.GetString(request.Body.Span));
            await peer.ReplyAsync(request, request.Body.Span);
        }

        await Task.WhenAll(calls).Within();
        Assert.Equal(["0", "1", "2", "3", "4", "5"], bodies);
        Assert.Equal(0, connection.Waiting);
    }

    [Fact]
    public async Task Call_canceled_in_the_middle_of_the_queue_is_never_sent()
    {
        var (connection, peer) = ScriptedPeer.Connect(new RpcConnectionOptions { MaxInFlight = 1 });
        await using var one = connection;
        await using var two = peer;
        using var patience = new CancellationTokenSource();

        var first = connection.CallAsync("a.First", FrameFlags.Raw, default, Token);
        var second = connection.CallAsync("a.Second", FrameFlags.Raw, default, Token);
        var third = connection.CallAsync("a.Third", FrameFlags.Raw, default, patience.Token);
        var fourth = connection.CallAsync("a.Fourth", FrameFlags.Raw, default, Token);
        await patience.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => third.Within());

        foreach (var expected in new[] { "a.First", "a.Second", "a.Fourth" })
        {
            var request = await peer.ReceiveAsync();
            Assert.Equal(expected, Encoding.UTF8.GetString(request.Method.Span));
            await peer.ReplyAsync(request, "");
        }

        await first.Within();
        await second.Within();
        await fourth.Within();
    }

    [Fact]
    public async Task Calls_wait_while_the_peer_does_not_read()
    {
        var options = new RpcConnectionOptions { MaxUnsentBytes = 4096 };
        var (connection, peer) = ScriptedPeer.Connect(options, bufferBytes: 1024);
        await using var first = connection;
        await using var second = peer;
        var body = new byte[1000];

        var calls = Enumerable.Range(0, 50).Select(_ => connection.CallAsync("a.A", FrameFlags.Raw, body, Token).AsTask()).ToArray();

        // 5 of them pass the limit; a few more may leave while the peer's buffer takes them.
        Assert.InRange(connection.InFlight, 5, 10);
        Assert.InRange(connection.Waiting, 40, 45);
        foreach (var _ in calls)
        {
            await peer.ReplyAsync(await peer.ReceiveAsync(), "");
        }

        await Task.WhenAll(calls).Within();
    }

    [Fact]
    public async Task Calls_wait_for_late_replies_when_too_many_were_given_up()
    {
        var (connection, peer) = ScriptedPeer.Connect(new RpcConnectionOptions { MaxAbandoned = 0 });
        await using var one = connection;
        await using var two = peer;
        using var patience = new CancellationTokenSource();

        var abandoned = connection.CallAsync("a.A", FrameFlags.Raw, default, patience.Token);
        var request = await peer.ReceiveAsync();
        await patience.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => abandoned.Within());
        var next = connection.CallAsync("a.B", FrameFlags.Raw, default, Token);
        Assert.Equal(1, connection.Waiting);

        await peer.ReplyAsync(request, "late");
        await peer.ReplyAsync(await peer.ReceiveAsync(), "");
        await next.Within();
    }
}
