using System.Text;

namespace Spiral.Goridge.Rpc.Tests;

public sealed class RpcConnectionTests
{
    private static readonly byte[] Argument = "true"u8.ToArray();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_returns_the_body_of_its_reply()
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var first = connection;
        await using var second = peer;

        var call = connection.CallAsync("rpc.Version", FrameFlags.Json, Argument, Token);
        await peer.ReplyAsync(await peer.ReceiveAsync(), "\"3\"");

        var reply = await call.Within();
        Assert.Equal(FrameFlags.Json, reply.Codec);
        Assert.Equal("\"3\"", Encoding.UTF8.GetString(reply.Body.Span));
        Assert.Equal(0, connection.InFlight);
    }

    [Fact]
    public async Task Call_answered_with_an_error_throws_and_the_connection_goes_on()
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var first = connection;
        await using var second = peer;

        var call = connection.CallAsync("tcp.Nope", FrameFlags.Json, Argument, Token);
        await peer.ReplyErrorAsync(await peer.ReceiveAsync(), "rpc: can't find method tcp.Nope");
        var error = await Assert.ThrowsAsync<RpcException>(() => call.Within());

        Assert.Equal("tcp.Nope", error.Method);
        Assert.Equal("rpc: can't find method tcp.Nope", error.Text);
        await AssertUsableAsync(connection, peer);
    }

    [Fact]
    public async Task Replies_in_another_order_reach_their_callers()
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var first = connection;
        await using var second = peer;

        var slow = connection.CallAsync("a.A", FrameFlags.Raw, default, Token);
        var fast = connection.CallAsync("a.B", FrameFlags.Raw, default, Token);
        var slowRequest = await peer.ReceiveAsync();
        var fastRequest = await peer.ReceiveAsync();
        await peer.ReplyAsync(fastRequest, "B");
        Assert.Equal("B", Encoding.UTF8.GetString((await fast.Within()).Body.Span));
        Assert.Equal(1, connection.InFlight);
        await peer.ReplyAsync(slowRequest, "A");
        Assert.Equal("A", Encoding.UTF8.GetString((await slow.Within()).Body.Span));
    }

    [Fact]
    public async Task Call_canceled_before_it_is_sent_sends_nothing()
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var second = peer;
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();

        var error = await Assert.ThrowsAsync<OperationCanceledException>(
            () => connection.CallAsync("a.A", FrameFlags.Raw, default, canceled.Token).Within());

        Assert.Equal(canceled.Token, error.CancellationToken);
        await connection.DisposeAsync();
        Assert.Equal(0, await peer.ReceiveEndAsync());
    }

    [Fact]
    public async Task Call_canceled_after_it_was_sent_drops_its_late_reply()
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var first = connection;
        await using var second = peer;
        using var patience = new CancellationTokenSource();

        var call = connection.CallAsync("a.Slow", FrameFlags.Raw, default, patience.Token);
        var request = await peer.ReceiveAsync();
        await patience.CancelAsync();
        var error = await Assert.ThrowsAsync<OperationCanceledException>(() => call.Within());

        Assert.Equal(patience.Token, error.CancellationToken);
        Assert.Equal(0, connection.InFlight);
        await peer.ReplyAsync(request, "late");
        await AssertUsableAsync(connection, peer);
        Assert.Equal(1, connection.LateReplies);
    }

    [Fact]
    public async Task Late_error_reply_is_dropped_as_well()
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var first = connection;
        await using var second = peer;
        using var patience = new CancellationTokenSource();

        var call = connection.CallAsync("a.Slow", FrameFlags.Raw, default, patience.Token);
        var request = await peer.ReceiveAsync();
        await patience.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => call.Within());
        await peer.ReplyErrorAsync(request, "late");

        await AssertUsableAsync(connection, peer);
        Assert.Equal(1, connection.LateReplies);
    }

    [Fact]
    public async Task Sequence_numbers_go_on_around_the_end_of_their_range()
    {
        var (connection, peer) = ScriptedPeer.Connect(new RpcConnectionOptions { FirstSequence = uint.MaxValue });
        await using var first = connection;
        await using var second = peer;

        var calls = Enumerable.Range(0, 3).Select(_ => connection.CallAsync("a.A", FrameFlags.Raw, default, Token).AsTask()).ToArray();
        var requests = new List<RpcMessage>();
        foreach (var _ in calls)
        {
            requests.Add(await peer.ReceiveAsync());
        }

        Assert.Equal([uint.MaxValue, 0u, 1u], requests.Select(request => request.Sequence));
        foreach (var request in requests)
        {
            await peer.ReplyAsync(request, "");
        }

        await Task.WhenAll(calls).Within();
    }

    [Fact]
    public async Task Request_over_the_limit_is_refused_before_a_byte_is_sent()
    {
        var (connection, peer) = ScriptedPeer.Connect(new RpcConnectionOptions { MaxPayloadBytes = 1024 });
        await using var first = connection;
        await using var second = peer;

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => connection.CallAsync("a.A", FrameFlags.Raw, new byte[1022], Token).Within());

        Assert.Equal("body", error.ParamName);
        Assert.Contains("1025", error.Message, StringComparison.Ordinal);
        Assert.Contains("1024", error.Message, StringComparison.Ordinal);
        await AssertUsableAsync(connection, peer);
    }

    [Fact]
    public async Task Request_at_the_limit_and_its_reply_pass()
    {
        var (connection, peer) = ScriptedPeer.Connect(new RpcConnectionOptions { MaxPayloadBytes = 4 * 1024 * 1024 });
        await using var first = connection;
        await using var second = peer;
        var body = new byte[(4 * 1024 * 1024) - 3];
        new Random(1).NextBytes(body);

        var call = connection.CallAsync("a.A", FrameFlags.Raw, body, Token);
        var request = await peer.ReceiveAsync();
        Assert.Equal(body, request.Body.ToArray());
        await peer.ReplyAsync(request, request.Body.Span);

        Assert.Equal(body, (await call.Within()).Body.ToArray());
    }

    [Theory]
    [InlineData(FrameFlags.Error)]
    [InlineData(FrameFlags.Json | FrameFlags.Control)]
    public async Task Call_with_a_codec_that_is_none_is_refused(FrameFlags codec)
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var first = connection;
        await using var second = peer;

        await Assert.ThrowsAsync<ArgumentException>(() => connection.CallAsync("a.A", codec, default, Token).Within());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public async Task Call_with_a_timeout_out_of_range_is_refused(int milliseconds)
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var first = connection;
        await using var second = peer;

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => connection.CallAsync("a.A", FrameFlags.Raw, default, TimeSpan.FromMilliseconds(milliseconds), Token).Within());
    }

    [Fact]
    public async Task Caller_whose_context_does_not_flow_can_connect_and_call()
    {
        RpcConnection connection;
        ScriptedPeer peer;
        Task<RpcReply> call;
        using (ExecutionContext.SuppressFlow())
        {
            (connection, peer) = ScriptedPeer.Connect();
            call = connection.CallAsync("a.A", FrameFlags.Raw, default, Token).AsTask();
        }

        await using var first = connection;
        await using var second = peer;
        await peer.ReplyAsync(await peer.ReceiveAsync(), "");
        await call.Within();
    }

    [Fact]
    public async Task Timer_keeps_no_context_of_its_callers()
    {
        var context = new AsyncLocal<object?> { Value = new object() };
        var seen = new List<object?>();
        var time = new ContextRecordingTime(() => seen.Add(context.Value));
        await using var connection = new RpcConnection(DuplexStream.CreatePair().Left, new RpcConnectionOptions { TimeProvider = time });

        var call = connection.CallAsync("a.A", FrameFlags.Raw, default, TimeSpan.FromMilliseconds(1), Token);
        await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within());

        Assert.NotEmpty(seen);
        Assert.All(seen, Assert.Null);
    }

    internal static async Task AssertUsableAsync(RpcConnection connection, ScriptedPeer peer)
    {
        var call = connection.CallAsync("rpc.Version", FrameFlags.Json, Argument, Token);
        await peer.ReplyAsync(await peer.ReceiveAsync(), "\"next\"");
        Assert.Equal("\"next\"", Encoding.UTF8.GetString((await call.Within()).Body.Span));
        Assert.Null(connection.CloseReason);
    }

    /// <summary>The system clock, and a look at the context in which its timers fire.</summary>
    private sealed class ContextRecordingTime(Action onFire) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(
                value =>
                {
                    onFire();
                    callback(value);
                },
                state,
                dueTime,
                period);
    }
}
