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
        fixture.Peer.Answer("host.Features", call => call.ReplyAsync("""{"name":"RoadRunner.Host","version":"0.1.0","push":true,"framing":{"smtp":"exact"},"connections":{"smtp":3},"later":1}"""));

        var features = await new ServerClient(fixture.Link).FeaturesAsync(Token);

        Assert.Equal((true, "RoadRunner.Host", "0.1.0", true), (features.IsEmbeddedHost, features.Name, features.Version, features.Push));
        Assert.Equal("exact", features.Framing["smtp"]);
        Assert.Empty(features.Delimiters);
        Assert.Equal(3, features.Connections["smtp"]);
    }

    [Theory]
    [InlineData("""{"smtp":"0d0a","chat":"00FF"}""", "chat 00FF, smtp 0D0A")]
    [InlineData("{}", "")]
    [InlineData("null", "")]
    public async Task Delimiters_are_bytes(string json, string expected)
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer("host.Features", call => call.ReplyAsync($$"""{"name":"RoadRunner.Host","delimiters":{{json}},"push":true}"""));

        var features = await new ServerClient(fixture.Link).FeaturesAsync(Token);

        Assert.Equal(expected, string.Join(", ", features.Delimiters.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key} {Convert.ToHexString(pair.Value.Span)}")));
        Assert.True(features.Push);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"smtp":1}""")]
    [InlineData("""{"smtp":"0"}""")]
    [InlineData("""{"smtp":"crlf"}""")]
    public async Task Delimiters_that_are_no_bytes_are_an_error_and_the_link_lives(string json)
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer("host.Features", call => call.ReplyAsync($$"""{"delimiters":{{json}}}"""));

        await Assert.ThrowsAsync<RpcBodyException>(() => new ServerClient(fixture.Link).FeaturesAsync(Token).Within());

        fixture.Peer.Answer("rpc.Version", call => call.ReplyAsync("\"1\""));
        Assert.Equal("1", await new ServerClient(fixture.Link).VersionAsync(Token));
    }

    [Fact]
    public async Task What_the_host_does_not_say_is_empty()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer("host.Features", call => call.ReplyAsync("{}"));

        var features = await new ServerClient(fixture.Link).FeaturesAsync(Token);

        Assert.Equal((true, "", "", false), (features.IsEmbeddedHost, features.Name, features.Version, features.Push));
        Assert.Empty(features.Framing);
        Assert.Empty(features.Delimiters);
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
