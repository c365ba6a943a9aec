namespace Spiral.RoadRunner.Rpc.Tests;

public sealed class ServerClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_does_not_know_the_question_is_Go_RoadRunner()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer("host.Features", call => call.FailAsync("rpc: can't find service host.Features"));

        var features = await new ServerClient(fixture.Link).FeaturesAsync(Token);

        Assert.False(features.IsEmbeddedHost);
        Assert.False(features.Push);
        Assert.Empty(features.Framing);
    }

    [Fact]
    public async Task The_embedded_host_tells_what_it_can()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer("host.Features", call => call.ReplyAsync("""{"name":"RoadRunner.Host","version":"0.1.0","push":true,"framing":{"smtp":"exact"},"later":1}"""));

        var features = await new ServerClient(fixture.Link).FeaturesAsync(Token);

        Assert.Equal((true, "RoadRunner.Host", "0.1.0", true), (features.IsEmbeddedHost, features.Name, features.Version, features.Push));
        Assert.Equal("exact", features.Framing["smtp"]);
    }

    [Fact]
    public async Task Another_error_about_features_is_an_error()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer("host.Features", call => call.FailAsync("out of order"));
        await Assert.ThrowsAsync<RpcException>(() => new ServerClient(fixture.Link).FeaturesAsync(Token).Within());
    }

    [Fact]
    public async Task Status_of_a_plugin_has_code_and_message()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer("status.Status", call => call.ReplyAsync(new byte[] { 0x08, 0xC8, 0x01, 0x12, 0x02, (byte)'o', (byte)'k' }));
        Assert.Equal(new PluginStatus(200, "ok"), await new StatusClient(fixture.Link).StatusAsync("http", Token));
    }

    [Fact]
    public async Task A_reset_may_take_longer_than_other_calls()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        var reset = new ResetterClient(fixture.Link).ResetAsync("tcp", Seconds.Of(60), Token).AsTask();
        var request = await fixture.Peer.NextAsync();
        fixture.Time.Advance(Seconds.Of(29));
        await request.ReplyAsync("true");
        await reset.Within();
    }
}
