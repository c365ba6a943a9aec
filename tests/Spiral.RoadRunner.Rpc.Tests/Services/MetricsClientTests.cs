namespace Spiral.RoadRunner.Rpc.Tests;

public sealed class MetricsClientTests
{
    private static readonly MetricCollector Gauge = new() { Type = MetricType.Gauge, Help = "h" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Declared_collectors_are_declared_again_in_order_before_calls_go_through()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        var declared = new List<string>();
        fixture.Peer.Answer("metrics.Declare", call =>
        {
            declared.Add(call.Body);
            return call.ReplyAsync("true");
        });
        fixture.Peer.Answer("metrics.Unregister", call => call.ReplyAsync("true"));
        using var metrics = new MetricsClient(fixture.Link);
        foreach (var name in (string[])["a", "b", "a", "c"])
        {
            await metrics.DeclareAsync(name, Gauge, Token);
        }

        await metrics.UnregisterAsync("b", Token);
        declared.Clear();

        await ReconnectAsync(fixture);

        Assert.Equal(["""{"name":"a","collector":{"type":"gauge","help":"h"}}""", """{"name":"c","collector":{"type":"gauge","help":"h"}}"""], declared);
        Assert.Equal("metrics.Declare", fixture.Peer.Log.Last());
    }

    [Fact]
    public async Task A_server_without_metrics_does_not_keep_the_link_away()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer("metrics.Declare", call => call.ReplyAsync("true"));
        using var metrics = new MetricsClient(fixture.Link);
        await metrics.DeclareAsync("a", Gauge, Token);
        fixture.Peer.Answer("metrics.Declare", call => call.FailAsync("rpc: can't find service metrics.Declare"));

        await ReconnectAsync(fixture);

        Assert.True(fixture.Link.Health.IsLive);
    }

    [Fact]
    public async Task A_disposed_client_declares_nothing_any_more()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer("metrics.Declare", call => call.ReplyAsync("true"));
        using (var metrics = new MetricsClient(fixture.Link))
        {
            await metrics.DeclareAsync("a", Gauge, Token);
        }

        await ReconnectAsync(fixture);
        Assert.Equal("rpc.Version", fixture.Peer.Log.Last());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task A_value_that_JSON_cannot_say_is_refused(double value)
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        using var metrics = new MetricsClient(fixture.Link);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => metrics.SetAsync("a", value, labels: null, Token).AsTask());
    }

    private static async Task ReconnectAsync(LinkFixture fixture)
    {
        fixture.Peer.Drop();
        await fixture.UntilAsync(RpcLinkState.Reconnecting);
        await fixture.Time.PassAsync(Seconds.Of(1));
        await fixture.Link.ConnectAsync(Token).Within();
    }
}
