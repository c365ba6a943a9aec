namespace Spiral.RoadRunner.Rpc.Tests;

public sealed class RpcLinkHeartbeatTests
{
    private static readonly TimeSpan Interval = Seconds.Of(30);
    private static readonly TimeSpan ProbeTime = Seconds.Of(10);

    [Fact]
    public async Task Silence_degrades_one_probe_restores()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Leave(RpcVersionCall.Method);

        await fixture.Time.PassAsync(Interval);
        var degraded = await fixture.UntilAsync(health => health.IsDegraded);
        Assert.Equal((RpcLinkState.Connected, false), (degraded.State, degraded.IsLive));
        var probe = await fixture.Peer.NextAsync();
        Assert.Equal("true", probe.Body);
        await probe.ReplyAsync("\"3\"");

        var restored = await fixture.UntilAsync(health => !health.IsDegraded);
        Assert.Equal((RpcLinkState.Connected, true), (restored.State, restored.IsLive));
        Assert.Equal(2, fixture.Peer.Log.Count);
    }

    [Fact]
    public async Task A_second_miss_makes_a_new_connection_and_never_drains()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Leave(RpcVersionCall.Method);
        await fixture.Time.PassAsync(Interval);
        var hanging = fixture.CallAsync("test.Hang");
        await fixture.Peer.NextAsync();
        await fixture.Peer.NextAsync();

        await fixture.Time.PassAsync(ProbeTime);

        var lost = await fixture.UntilAsync(health => health.State is RpcLinkState.Reconnecting or RpcLinkState.Draining);
        Assert.Equal((RpcLinkState.Reconnecting, "The server was silent for 40 s."), (lost.State, lost.LastErrorMessage));
        var error = await Assert.ThrowsAsync<ConnectionLostException>(() => hanging.Within());
        Assert.Equal("test.Hang was not answered: The server was silent for 40 s.", error.Message);
    }

    [Fact]
    public async Task Any_reply_restores_and_saves_the_connection()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Leave(RpcVersionCall.Method);
        await fixture.Time.PassAsync(Interval);
        await fixture.UntilAsync(health => health.IsDegraded);
        await fixture.Peer.NextAsync();
        await fixture.Time.UntilTimerAsync(ProbeTime);

        fixture.Peer.Answer("test.Echo", call => call.ReplyAsync(call.Body));
        fixture.Time.Advance(Seconds.Of(1));
        await fixture.CallAsync("test.Echo", "x").Within();
        await fixture.UntilAsync(health => health.IsLive);

        // The probe itself stays unanswered; the next interval counts from the reply.
        fixture.Time.Advance(Seconds.Of(9));
        await fixture.Time.UntilTimerAsync(Seconds.Of(21));
        Assert.Equal((RpcLinkState.Connected, true), (fixture.Link.Health.State, fixture.Link.Health.IsLive));
    }

    [Fact]
    public async Task Traffic_puts_the_probe_off()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer("test.Echo", call => call.ReplyAsync(call.Body));
        await fixture.Time.UntilTimerAsync(Interval);

        fixture.Time.Advance(Seconds.Of(20));
        await fixture.CallAsync("test.Echo", "x").Within();
        fixture.Time.Advance(Seconds.Of(10));

        await fixture.Time.UntilTimerAsync(Seconds.Of(20));
        Assert.True(fixture.Link.Health.IsLive);
        Assert.Equal(["rpc.Version", "test.Echo"], fixture.Peer.Log);
    }

    [Fact]
    public async Task A_server_that_answers_the_probe_with_an_error_is_alive()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer(RpcVersionCall.Method, call => call.FailAsync("not now"));
        await fixture.Time.PassAsync(Interval);

        await fixture.UntilAsync(health => health.IsDegraded);
        await fixture.UntilAsync(health => health.IsLive);
    }

    [Fact]
    public async Task A_draining_link_is_not_probed()
    {
        await using var fixture = await LinkFixture.ConnectedAsync(options => options with { DrainTimeout = Seconds.Of(100) });
        var isDegraded = false;
        fixture.Link.OnChange(health => isDegraded |= health.IsDegraded);
        var accepted = fixture.Link.CallAsync("test.Slow", "", TestCodecs.Text, Seconds.Of(200), TestContext.Current.CancellationToken).AsTask();
        var request = await fixture.Peer.NextAsync();
        await fixture.Time.UntilTimerAsync(Interval);
        var closing = fixture.Link.CloseAsync();
        await fixture.Time.UntilTimerAsync(Seconds.Of(100));

        fixture.Time.Advance(Interval);
        await request.ReplyAsync("\"\"");
        await accepted.Within();
        await closing.Within();

        // The end waits for the heartbeat, so by now it has done whatever it would.
        Assert.False(isDegraded);
        Assert.Equal(["rpc.Version", "test.Slow"], fixture.Peer.Log);
    }

    [Fact]
    public async Task Without_heartbeat_silence_means_nothing()
    {
        await using var fixture = await LinkFixture.ConnectedAsync(options => options with { Heartbeat = new RpcHeartbeatOptions { Enabled = false } });
        fixture.Time.Advance(TimeSpan.FromHours(1));
        fixture.Peer.Answer("test.Echo", call => call.ReplyAsync(call.Body));
        await fixture.CallAsync("test.Echo", "x").Within();
        Assert.Equal(["rpc.Version", "test.Echo"], fixture.Peer.Log);
    }
}
