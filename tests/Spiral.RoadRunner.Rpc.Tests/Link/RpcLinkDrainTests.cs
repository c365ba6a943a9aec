namespace Spiral.RoadRunner.Rpc.Tests;

public sealed class RpcLinkDrainTests
{
    [Fact]
    public async Task Draining_refuses_new_calls_and_lets_accepted_ones_settle()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        var accepted = fixture.CallAsync("test.Slow");
        var request = await fixture.Peer.NextAsync();

        var closing = fixture.Link.CloseAsync();
        var draining = await fixture.UntilAsync(RpcLinkState.Draining);
        Assert.Equal((true, true, 1), (draining.IsDraining, draining.IsLive, draining.InFlight));
        await Assert.ThrowsAsync<DrainException>(() => fixture.CallAsync("test.Echo"));
        await Assert.ThrowsAsync<DrainException>(() => fixture.Link.ConnectAsync(TestContext.Current.CancellationToken));
        Assert.False(closing.IsCompleted);

        await request.ReplyAsync("\"settled\"");
        Assert.Equal("settled", await accepted.Within());
        await closing.Within();
        Assert.Equal((RpcLinkState.Closed, RpcLinkEndReason.ExplicitShutdown), (fixture.Link.Health.State, fixture.Link.Health.EndReason));
        Assert.Equal(["rpc.Version", "test.Slow"], fixture.Peer.Log);
    }

    [Fact]
    public async Task What_has_not_settled_in_time_is_rejected()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        var accepted = fixture.CallAsync("test.Slow");
        await fixture.Peer.NextAsync();

        var closing = fixture.Link.CloseAsync();
        await fixture.Time.UntilTimerAsync(Seconds.Of(5));
        Assert.False(accepted.IsCompleted);
        fixture.Time.Advance(Seconds.Of(5));

        await closing.Within();
        await Assert.ThrowsAsync<ConnectionLostException>(() => accepted.Within());
        await Assert.ThrowsAsync<LinkClosedException>(() => fixture.CallAsync("test.Echo"));
    }

    [Fact]
    public async Task Without_drain_time_nobody_waits()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        var accepted = fixture.CallAsync("test.Slow");
        await fixture.Peer.NextAsync();

        await fixture.Link.CloseAsync(TimeSpan.Zero).Within();
        await Assert.ThrowsAsync<ConnectionLostException>(() => accepted.Within());
    }

    [Fact]
    public async Task A_connection_lost_while_draining_ends_it_without_reconnect()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        var accepted = fixture.CallAsync("test.Slow");
        await fixture.Peer.NextAsync();
        var closing = fixture.Link.CloseAsync();
        await fixture.UntilAsync(RpcLinkState.Draining);

        fixture.Peer.Drop();

        await closing.Within();
        await Assert.ThrowsAsync<ConnectionLostException>(() => accepted.Within());
        Assert.Equal(1, fixture.Peer.Attempts);
        Assert.Equal(RpcLinkEndReason.ExplicitShutdown, fixture.Link.Health.EndReason);
    }

    [Fact]
    public async Task Closing_twice_is_the_same_end()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        var first = fixture.Link.CloseAsync();
        Assert.Same(first, fixture.Link.CloseAsync(TimeSpan.Zero));
        await first.Within();
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = fixture.Link.CloseAsync(-Seconds.Of(1)); });
    }
}
