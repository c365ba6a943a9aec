namespace Spiral.RoadRunner.Rpc.Tests;

public sealed class RpcLinkConnectTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connect_while_connecting_gives_the_same_task_and_one_attempt()
    {
        await using var fixture = new LinkFixture();
        fixture.Peer.Leave(RpcVersionCall.Method);

        var first = fixture.Link.ConnectAsync(CancellationToken.None);
        var second = fixture.Link.ConnectAsync(CancellationToken.None);
        var handshake = await fixture.Peer.NextAsync();

        Assert.Same(first, second);
        Assert.False(first.IsCompleted);
        Assert.Equal(RpcLinkState.Connecting, fixture.Link.Health.State);
        await handshake.ReplyAsync("\"2025.1.15\"");
        await first.Within();
        Assert.Equal(1, fixture.Peer.Attempts);
    }

    [Fact]
    public async Task Connect_when_connected_completes_at_once()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        Assert.True(fixture.Link.ConnectAsync(Token).IsCompletedSuccessfully);
        Assert.Equal(["rpc.Version"], fixture.Peer.Log);
        Assert.Equal("2025.1.15", fixture.Link.Health.ServerVersion);
    }

    [Fact]
    public async Task Canceling_a_wait_for_the_connection_leaves_the_attempt_alone()
    {
        await using var fixture = new LinkFixture();
        fixture.Peer.Leave(RpcVersionCall.Method);
        using var patience = new CancellationTokenSource();

        var impatient = fixture.Link.ConnectAsync(patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient.Within());

        await (await fixture.Peer.NextAsync()).ReplyAsync("\"3\"");
        await fixture.Link.ConnectAsync(Token).Within();
        Assert.Equal(1, fixture.Peer.Attempts);
    }

    [Fact]
    public async Task Closing_rejects_a_pending_connect()
    {
        await using var fixture = new LinkFixture();
        fixture.Peer.Leave(RpcVersionCall.Method);
        var pending = fixture.Link.ConnectAsync(CancellationToken.None);
        await fixture.Peer.NextAsync();

        await fixture.Link.CloseAsync().Within();

        var error = await Assert.ThrowsAsync<LinkClosedException>(() => pending.Within());
        Assert.Equal(RpcLinkEndReason.ExplicitShutdown, error.Reason);
        Assert.Equal(RpcLinkState.Closed, fixture.Link.Health.State);
    }

    [Fact]
    public async Task Calls_before_connect_are_refused_and_not_queued()
    {
        await using var fixture = new LinkFixture();

        var error = await Assert.ThrowsAsync<NotConnectedException>(() => fixture.CallAsync("test.Echo"));
        Assert.Equal((RpcLinkState.Disconnected, "test.Echo"), (error.State, error.Method));

        await fixture.Link.ConnectAsync(Token).Within();
        Assert.Equal(["rpc.Version"], fixture.Peer.Log);
    }

    [Fact]
    public async Task A_link_that_never_connected_can_be_closed_and_stays_closed()
    {
        await using var fixture = new LinkFixture();
        await fixture.Link.DisposeAsync();
        await fixture.Link.DisposeAsync();

        Assert.Equal(0, fixture.Peer.Attempts);
        await Assert.ThrowsAsync<LinkClosedException>(() => fixture.Link.ConnectAsync(Token));
        var error = await Assert.ThrowsAsync<LinkClosedException>(() => fixture.CallAsync("test.Echo"));
        Assert.Equal(RpcLinkEndReason.ExplicitShutdown, error.Reason);
    }

    [Fact]
    public async Task A_peer_that_is_no_goridge_server_ends_the_link_with_one_attempt()
    {
        await using var fixture = new LinkFixture();
        fixture.Peer.Answer(RpcVersionCall.Method, call => call.Connection.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray()));

        var error = await Assert.ThrowsAsync<LinkClosedException>(() => fixture.Link.ConnectAsync(Token).Within());

        Assert.Equal(RpcLinkEndReason.HandshakeProtocolFailure, error.Reason);
        Assert.Equal(1, fixture.Peer.Attempts);
        Assert.Equal(RpcLinkEndReason.HandshakeProtocolFailure, fixture.Link.Health.EndReason);
    }

    [Fact]
    public async Task A_server_that_refuses_its_version_ends_the_link()
    {
        await using var fixture = new LinkFixture();
        fixture.Peer.Answer(RpcVersionCall.Method, call => call.FailAsync("rpc: can't find service rpc.Version"));

        var error = await Assert.ThrowsAsync<LinkClosedException>(() => fixture.Link.ConnectAsync(Token).Within());

        Assert.Equal(RpcLinkEndReason.HandshakeProtocolFailure, error.Reason);
        Assert.IsType<RpcException>(error.InnerException);
        Assert.Equal("RpcException", fixture.Link.Health.LastErrorClass);
    }

    [Fact]
    public async Task A_peer_that_does_not_answer_the_handshake_ends_the_link()
    {
        await using var fixture = new LinkFixture();
        fixture.Peer.Leave(RpcVersionCall.Method);
        var connecting = fixture.Link.ConnectAsync(Token);
        await fixture.Peer.NextAsync();

        await fixture.Time.UntilTimerAsync(Seconds.Of(21));
        fixture.Time.Advance(Seconds.Of(21));

        var error = await Assert.ThrowsAsync<LinkClosedException>(() => connecting.Within());
        Assert.Equal(RpcLinkEndReason.HandshakeTimeout, error.Reason);
        Assert.Equal(1, fixture.Peer.Attempts);
    }

    [Fact]
    public async Task A_connector_that_hangs_is_given_up_and_tried_again()
    {
        var attempts = 0;
        using var peer = new ScriptedPeer();
        await using var fixture = new LinkFixture(options => options with
        {
            Connector = async token =>
            {
                if (Interlocked.Increment(ref attempts) == 1)
                {
                    await new TaskCompletionSource().Task.WaitAsync(token);
                }

                return await peer.ConnectAsync(token);
            },
        });

        var connecting = fixture.Link.ConnectAsync(Token);
        await fixture.Time.PassAsync(Seconds.Of(21));
        var waiting = await fixture.UntilAsync(RpcLinkState.Reconnecting);
        Assert.Equal("Connecting to the stream of the connector took longer than 21 s.", waiting.LastErrorMessage);
        await fixture.Time.PassAsync(Seconds.Of(1));
        await connecting.Within();
        Assert.Equal(2, attempts);
    }
}
