namespace Spiral.Goridge.Rpc.Tests;

public sealed class RpcTimeoutTests
{
    private readonly ManualTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_that_is_not_answered_in_time_throws_and_drops_its_late_reply()
    {
        var (connection, peer) = Connect(TimeSpan.FromSeconds(5));
        await using var first = connection;
        await using var second = peer;

        var call = connection.CallAsync("lock.Lock", FrameFlags.Proto, default, Token).AsTask();
        var request = await peer.ReceiveAsync();
        _time.Advance(TimeSpan.FromSeconds(4.999));
        Assert.False(call.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var error = await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within());

        Assert.Equal("lock.Lock", error.Method);
        Assert.Equal(TimeSpan.FromSeconds(5), error.Timeout);
        Assert.Equal(0, connection.InFlight);
        await peer.ReplyAsync(request, "late");
        await RpcConnectionTests.AssertUsableAsync(connection, peer);
        Assert.Equal(1, connection.LateReplies);
    }

    [Fact]
    public async Task Timeout_of_a_call_goes_before_the_one_of_the_connection()
    {
        var (connection, peer) = Connect(TimeSpan.FromHours(1));
        await using var first = connection;
        await using var second = peer;

        var call = connection.CallAsync("a.A", FrameFlags.Raw, default, TimeSpan.FromSeconds(1), Token);
        await peer.ReceiveAsync();
        _time.Advance(TimeSpan.FromSeconds(1));

        var error = await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within());
        Assert.Equal(TimeSpan.FromSeconds(1), error.Timeout);
    }

    [Fact]
    public async Task Timer_that_fires_early_is_set_again()
    {
        var (connection, peer) = Connect(TimeSpan.FromSeconds(5));
        await using var first = connection;
        await using var second = peer;

        var call = connection.CallAsync("a.A", FrameFlags.Raw, default, Token).AsTask();
        await peer.ReceiveAsync();
        _time.FireAll();
        Assert.False(call.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(5));

        await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within());
    }

    [Fact]
    public async Task Call_without_a_timeout_waits_for_ever()
    {
        var (connection, peer) = Connect(Timeout.InfiniteTimeSpan);
        await using var first = connection;
        await using var second = peer;

        var call = connection.CallAsync("a.A", FrameFlags.Raw, default, Token);
        var request = await peer.ReceiveAsync();
        _time.Advance(TimeSpan.FromDays(1000));
        await peer.ReplyAsync(request, "at last");

        Assert.Equal(7, (await call.Within()).Body.Length);
    }

    [Fact]
    public async Task Call_that_waits_for_room_times_out_unsent()
    {
        var (connection, peer) = ScriptedPeer.Connect(new RpcConnectionOptions { TimeProvider = _time, MaxInFlight = 1, CallTimeout = Timeout.InfiniteTimeSpan });
        await using var first = connection;
        await using var second = peer;

        var sent = connection.CallAsync("a.First", FrameFlags.Raw, default, Token);
        var waiting = connection.CallAsync("a.Second", FrameFlags.Raw, default, TimeSpan.FromSeconds(1), Token);
        Assert.Equal(1, connection.Waiting);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<RpcTimeoutException>(() => waiting.Within());
        Assert.Equal(0, connection.Waiting);

        await peer.ReplyAsync(await peer.ReceiveAsync(), "");
        await sent.Within();
        await RpcConnectionTests.AssertUsableAsync(connection, peer);
        Assert.Equal(0, connection.LateReplies);
    }

    [Fact]
    public async Task Time_of_the_last_bytes_is_kept()
    {
        var (connection, peer) = Connect(TimeSpan.FromSeconds(5));
        await using var first = connection;
        await using var second = peer;

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.FromSeconds(2), _time.GetElapsedTime(connection.LastReceived));
        await RpcConnectionTests.AssertUsableAsync(connection, peer);

        Assert.Equal(TimeSpan.Zero, _time.GetElapsedTime(connection.LastReceived));
    }

    private (RpcConnection Connection, ScriptedPeer Peer) Connect(TimeSpan timeout) =>
        ScriptedPeer.Connect(new RpcConnectionOptions { TimeProvider = _time, CallTimeout = timeout });
}
