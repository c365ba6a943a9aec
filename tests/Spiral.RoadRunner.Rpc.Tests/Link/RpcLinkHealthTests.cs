namespace Spiral.RoadRunner.Rpc.Tests;

public sealed class RpcLinkHealthTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_link_says_so()
    {
        await using var fixture = new LinkFixture();
        Assert.Equal(
            new RpcLinkHealth
            {
                State = RpcLinkState.Disconnected,
                IsLive = false,
                IsDegraded = false,
                InFlight = 0,
                MaxInFlight = 1024,
                ServerVersion = "",
                TakenAt = Start,
                Reconnect = new RpcReconnectHealth { Phase = RpcReconnectPhase.Idle, Attempt = 0, MaxAttempts = 0 },
            },
            fixture.Link.Health);
    }

    [Fact]
    public async Task A_connected_link_says_when_it_heard_what()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Time.Advance(Seconds.Of(2));
        Assert.Equal(
            new RpcLinkHealth
            {
                State = RpcLinkState.Connected,
                IsLive = true,
                IsDegraded = false,
                InFlight = 0,
                MaxInFlight = 1024,
                ServerVersion = "2025.1.15",
                LastHeardAt = Start,
                TakenAt = Start + Seconds.Of(2),
                Reconnect = new RpcReconnectHealth { Phase = RpcReconnectPhase.Idle, Attempt = 0, MaxAttempts = 0 },
            },
            fixture.Link.Health);
    }

    [Fact]
    public async Task A_lost_link_says_what_comes_next()
    {
        await using var fixture = await LinkFixture.ConnectedAsync(options => options with { Retry = new RpcRetryOptions { MaxAttempts = 5 } });
        fixture.Peer.Kill();
        await fixture.Time.UntilTimerAsync(Seconds.Of(1));
        fixture.Time.Advance(Seconds.Of(0.25));
        Assert.Equal(
            new RpcLinkHealth
            {
                State = RpcLinkState.Reconnecting,
                IsLive = false,
                IsDegraded = false,
                InFlight = 0,
                MaxInFlight = 1024,
                ServerVersion = "2025.1.15",
                LastErrorClass = "RelayClosedException",
                LastErrorMessage = "The peer closed the connection.",
                TakenAt = Start + Seconds.Of(0.25),
                Reconnect = new RpcReconnectHealth
                {
                    Phase = RpcReconnectPhase.WaitingToRetry,
                    Attempt = 1,
                    MaxAttempts = 5,
                    NextAttemptAt = Start + Seconds.Of(1),
                    RemainingDelay = Seconds.Of(0.75),
                },
            },
            fixture.Link.Health);
    }

    // E-22: a link is live or not whatever its state says.
    [Fact]
    public async Task Liveness_is_not_the_state()
    {
        var seen = new HashSet<(RpcLinkState, bool)>();
        await using (var fixture = new LinkFixture())
        {
            fixture.Link.OnChange(health => seen.Add((health.State, health.IsLive)));
            await fixture.Link.ConnectAsync(Token).Within();
            await fixture.Time.PassAsync(Seconds.Of(30));
            await fixture.UntilAsync(health => health.IsDegraded);
            await fixture.UntilAsync(health => health.IsLive);
            fixture.Peer.Drop();
            await fixture.Time.PassAsync(Seconds.Of(1));
            await fixture.Link.ConnectAsync(Token).Within();
            await fixture.Link.CloseAsync().Within();
        }

        Assert.Equal(
            [
                (RpcLinkState.Disconnected, false),
                (RpcLinkState.Connecting, false),
                (RpcLinkState.Connected, true),
                (RpcLinkState.Connected, false),
                (RpcLinkState.Reconnecting, false),
                (RpcLinkState.Draining, true),
                (RpcLinkState.Closed, false),
            ],
            seen);
    }

    [Fact]
    public async Task A_listener_hears_the_state_of_now_and_then_every_change_in_order()
    {
        await using var fixture = new LinkFixture();
        var states = new List<(RpcLinkState, RpcReconnectPhase)>();
        fixture.Link.OnChange(health => states.Add((health.State, health.Reconnect.Phase)));
        Assert.Single(states);

        await fixture.Link.ConnectAsync(Token).Within();
        await fixture.Link.CloseAsync().Within();

        Assert.Equal(
            [
                (RpcLinkState.Disconnected, RpcReconnectPhase.Idle),
                (RpcLinkState.Connecting, RpcReconnectPhase.AttemptingReconnect),
                (RpcLinkState.Connecting, RpcReconnectPhase.RestoringSession),
                (RpcLinkState.Connected, RpcReconnectPhase.Idle),
                (RpcLinkState.Draining, RpcReconnectPhase.Idle),
                (RpcLinkState.Closed, RpcReconnectPhase.Idle),
            ],
            states);
    }

    [Fact]
    public async Task A_listener_that_throws_disturbs_nobody()
    {
        var logger = new RecordingLogger();
        await using var fixture = new LinkFixture(options => options with { Logger = logger });
        var heard = 0;
        fixture.Link.OnChange(_ => throw new InvalidOperationException("bad listener"));
        fixture.Link.OnChange(_ => heard++);

        await fixture.Link.ConnectAsync(Token).Within();

        Assert.Equal(4, heard);
        Assert.Equal(4, logger.Records.Count(record => record.Id == 1207 && record.Exception is InvalidOperationException));
    }

    [Fact]
    public async Task A_disposed_listener_hears_nothing()
    {
        await using var fixture = new LinkFixture();
        var heard = 0;
        fixture.Link.OnChange(_ => heard++).Dispose();
        await fixture.Link.ConnectAsync(Token).Within();
        Assert.Equal(1, heard);
    }

    [Fact]
    public async Task A_listener_may_close_the_link()
    {
        await using var fixture = new LinkFixture();
        Task? closing = null;
        fixture.Link.OnChange(health => closing ??= health.State == RpcLinkState.Connected ? fixture.Link.CloseAsync() : null);
        await fixture.Link.ConnectAsync(Token).Within();
        await closing!.Within();
        Assert.Equal(RpcLinkState.Closed, fixture.Link.Health.State);
    }

    [Fact]
    public async Task The_log_tells_the_story()
    {
        var logger = new RecordingLogger();
        await using (var fixture = new LinkFixture(options => options with { Logger = logger }))
        {
            await fixture.Link.ConnectAsync(Token).Within();
            fixture.Peer.Drop();
            await fixture.Time.PassAsync(Seconds.Of(1));
            await fixture.Link.ConnectAsync(Token).Within();
        }

        Assert.Equal(
            [
                "1201 RPC link connected to the stream of the connector, version 2025.1.15",
                "1202 RPC link to the stream of the connector lost: The peer closed the connection.",
                "1203 RPC link to the stream of the connector: attempt 1 in 1 s, because The peer closed the connection.",
                "1201 RPC link connected to the stream of the connector, version 2025.1.15",
                "1204 RPC link to the stream of the connector closed by its owner; 0 calls had not settled",
            ],
            logger.Records.Select(record => $"{record.Id} {record.Text}"));
    }
}
