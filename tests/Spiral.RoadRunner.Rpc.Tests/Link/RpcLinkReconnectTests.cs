namespace Spiral.RoadRunner.Rpc.Tests;

public sealed class RpcLinkReconnectTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Delays_grow_from_1_to_60_seconds_and_go_on_without_limit()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Kill();

        var attempt = 0;
        foreach (var delay in (int[])[1, 2, 4, 8, 16, 32, 60, 60, 60])
        {
            var waiting = await fixture.UntilAsync(health => health.Reconnect.NextAttemptAt is not null);
            Assert.Equal(RpcReconnectPhase.WaitingToRetry, waiting.Reconnect.Phase);
            Assert.Equal(++attempt, waiting.Reconnect.Attempt);
            Assert.Equal(Seconds.Of(delay), waiting.Reconnect.RemainingDelay);
            await fixture.Time.PassAsync(Seconds.Of(delay));
        }

        await fixture.UntilAsync(health => health.Reconnect.Attempt == 10);
        Assert.Equal(1 + 9, fixture.Peer.Attempts);
        Assert.Null(fixture.Link.Health.EndReason);
    }

    [Fact]
    public async Task The_count_starts_again_after_a_recovery()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        for (var round = 0; round < 3; round++)
        {
            fixture.Peer.Kill();
            await fixture.Time.PassAsync(Seconds.Of(1));
            await fixture.Time.UntilTimerAsync(Seconds.Of(2));
            Assert.Equal(2, fixture.Link.Health.Reconnect.Attempt);

            fixture.Peer.IsUp = true;
            fixture.Time.Advance(Seconds.Of(2));
            await fixture.Link.ConnectAsync(Token).Within();
            Assert.Equal((0, RpcReconnectPhase.Idle, null), (fixture.Link.Health.Reconnect.Attempt, fixture.Link.Health.Reconnect.Phase, fixture.Link.Health.LastErrorClass));
        }
    }

    [Fact]
    public async Task Three_attempts_and_no_more_end_in_RetryExhausted()
    {
        await using var fixture = await LinkFixture.ConnectedAsync(options => options with { Retry = new RpcRetryOptions { MaxAttempts = 3 } });
        fixture.Peer.Kill();

        await fixture.Time.PassAsync(Seconds.Of(1));
        await fixture.Time.PassAsync(Seconds.Of(2));
        await fixture.Time.PassAsync(Seconds.Of(4));

        var end = await fixture.UntilAsync(RpcLinkState.Closed);
        Assert.Equal(RpcLinkEndReason.RetryExhausted, end.EndReason);
        Assert.Equal((RpcReconnectPhase.Exhausted, 3, 3), (end.Reconnect.Phase, end.Reconnect.Attempt, end.Reconnect.MaxAttempts));
        Assert.Equal(("IOException", "Connection refused."), (end.LastErrorClass, end.LastErrorMessage));
        Assert.Equal(1 + 3, fixture.Peer.Attempts);
        await Assert.ThrowsAsync<LinkClosedException>(() => fixture.CallAsync("test.Echo"));
    }

    [Fact]
    public async Task A_first_attempt_that_fails_is_tried_again()
    {
        await using var fixture = new LinkFixture();
        fixture.Peer.IsUp = false;
        var connecting = fixture.Link.ConnectAsync(Token);

        await fixture.UntilAsync(RpcLinkState.Reconnecting);
        var error = await Assert.ThrowsAsync<NotConnectedException>(() => fixture.CallAsync("test.Echo"));
        Assert.Equal("test.Echo was not sent: the link is Reconnecting. Last error: Connection refused.", error.Message);

        fixture.Peer.IsUp = true;
        await fixture.Time.PassAsync(Seconds.Of(1));
        await connecting.Within();
    }

    [Fact]
    public async Task Without_retries_the_first_loss_is_the_end()
    {
        await using var fixture = await LinkFixture.ConnectedAsync(options => options with { Retry = new RpcRetryOptions { Enabled = false } });
        fixture.Peer.Drop();

        var end = await fixture.UntilAsync(RpcLinkState.Closed);
        Assert.Equal(RpcLinkEndReason.RetryDisabled, end.EndReason);
        Assert.Equal(1, fixture.Peer.Attempts);
    }

    [Fact]
    public async Task Without_retries_a_failed_first_attempt_is_the_end()
    {
        await using var fixture = new LinkFixture(options => options with { Retry = new RpcRetryOptions { Enabled = false } });
        fixture.Peer.IsUp = false;

        var error = await Assert.ThrowsAsync<LinkClosedException>(() => fixture.Link.ConnectAsync(Token).Within());
        Assert.Equal(RpcLinkEndReason.RetryDisabled, error.Reason);
        Assert.IsType<IOException>(error.InnerException);
    }

    [Fact]
    public async Task Garbage_on_a_connection_that_worked_makes_a_new_one()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        await fixture.Peer.SendToAllAsync("what is this?"u8.ToArray());

        var lost = await fixture.UntilAsync(RpcLinkState.Reconnecting);
        Assert.Equal("FrameFormatException", lost.LastErrorClass);
        await fixture.Time.PassAsync(Seconds.Of(1));
        await fixture.Link.ConnectAsync(Token).Within();
    }

    [Fact]
    public async Task A_loss_fails_calls_in_flight_at_once_and_repeats_none()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        var call = fixture.CallAsync("test.Slow");
        await fixture.Peer.NextAsync();

        fixture.Peer.Drop();

        var error = await Assert.ThrowsAsync<ConnectionLostException>(() => call.Within());
        Assert.Equal("test.Slow was not answered: The peer closed the connection.", error.Message);
        Assert.Equal(RpcLinkState.Reconnecting, fixture.Link.Health.State);
        await Assert.ThrowsAsync<NotConnectedException>(() => fixture.CallAsync("test.Echo"));

        await fixture.Time.PassAsync(Seconds.Of(1));
        await fixture.Link.ConnectAsync(Token).Within();
        Assert.Equal(["rpc.Version", "test.Slow", "rpc.Version"], fixture.Peer.Log);
    }

    [Fact]
    public async Task Hooks_run_in_order_before_the_link_is_live()
    {
        await using var fixture = new LinkFixture();
        var states = new List<RpcLinkState>();
        fixture.Peer.Answer("test.First", call => call.ReplyAsync("\"\""));
        fixture.Peer.Answer("test.Second", call => call.ReplyAsync("\"\""));
        fixture.Link.OnRestore(async (caller, token) =>
        {
            states.Add(fixture.Link.Health.State);
            await caller.CallAsync("test.First", "", TestCodecs.Text, timeout: null, token);
        });
        var removed = fixture.Link.OnRestore((_, _) => throw new InvalidOperationException("removed"));
        fixture.Link.OnRestore(async (caller, token) => await caller.CallAsync("test.Second", "", TestCodecs.Text, timeout: null, token));
        removed.Dispose();

        await fixture.Link.ConnectAsync(Token).Within();
        fixture.Peer.Drop();
        await fixture.UntilAsync(RpcLinkState.Reconnecting);
        await fixture.Time.PassAsync(Seconds.Of(1));
        await fixture.UntilAsync(health => health.Reconnect.Phase == RpcReconnectPhase.RestoringSession);
        await fixture.UntilAsync(RpcLinkState.Connected);

        string[] once = ["rpc.Version", "test.First", "test.Second"];
        Assert.Equal([.. once, .. once], fixture.Peer.Log);
        Assert.Equal([RpcLinkState.Connecting, RpcLinkState.Reconnecting], states);
    }

    [Fact]
    public async Task A_hook_that_fails_is_a_failed_attempt()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        var isBroken = true;
        fixture.Link.OnRestore((_, _) => isBroken ? throw new InvalidOperationException("not today") : ValueTask.CompletedTask);
        fixture.Peer.Drop();

        await fixture.Time.PassAsync(Seconds.Of(1));
        var failed = await fixture.UntilAsync(health => health.Reconnect is { Attempt: 2, Phase: RpcReconnectPhase.WaitingToRetry });
        Assert.Equal((RpcLinkState.Reconnecting, "not today", false), (failed.State, failed.LastErrorMessage, failed.IsLive));

        isBroken = false;
        await fixture.Time.PassAsync(Seconds.Of(2));
        await fixture.UntilAsync(RpcLinkState.Connected);
    }

    [Fact]
    public async Task Closing_while_waiting_ends_the_wait()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Kill();
        await fixture.Time.UntilTimerAsync(Seconds.Of(1));

        await fixture.Link.CloseAsync().Within();

        Assert.Equal((RpcLinkState.Closed, RpcLinkEndReason.ExplicitShutdown), (fixture.Link.Health.State, fixture.Link.Health.EndReason));
        Assert.Equal(1, fixture.Peer.Attempts);
    }

    [Fact]
    public async Task A_connection_lost_before_its_waiters_are_told_still_completes_their_wait()
    {
        await using var fixture = new LinkFixture();
        Task<string?>? call = null;
        fixture.Link.OnChange(health =>
        {
            if (health.State == RpcLinkState.Connected && call is null)
            {
                // The listener holds the link up until the loss has been noticed by a caller.
                fixture.Peer.Drop();
                call = fixture.CallAsync("test.Slow");
                Assert.True(SpinWait.SpinUntil(() => fixture.Link.Health.State == RpcLinkState.Reconnecting, TestLimit.Generous));
            }
        });

        await fixture.Link.ConnectAsync(Token).Within();

        await Assert.ThrowsAsync<ConnectionLostException>(() => call!.Within());
        var next = fixture.Link.ConnectAsync(Token);
        Assert.False(next.IsCompleted);
        await fixture.Time.PassAsync(Seconds.Of(1));
        await next.Within();
    }
}
