using Microsoft.Extensions.Logging;
using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.Rpc.Tests;

public sealed class AppLoggerProviderTests
{
    private static readonly EventId Event = new(7);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LogLevel.Trace, "app.DebugWithContext")]
    [InlineData(LogLevel.Debug, "app.DebugWithContext")]
    [InlineData(LogLevel.Information, "app.InfoWithContext")]
    [InlineData(LogLevel.Warning, "app.WarningWithContext")]
    [InlineData(LogLevel.Error, "app.ErrorWithContext")]
    [InlineData(LogLevel.Critical, "app.ErrorWithContext")]
    public async Task A_record_arrives_with_its_level_and_values(LogLevel level, string method)
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        await using var provider = new AppLoggerProvider(fixture.Link);
        var error = new InvalidOperationException("broken");
        object?[] values = [1.5, "me", null, new Unprintable()];

        provider.CreateLogger("Shop").Log(level, Event, error, "Order {Id} of {Who} {Nothing} {Bad}", values);

        var call = await fixture.Peer.NextAsync();
        Assert.Equal(method, call.Method);
        var entry = LogEntry.Parser.ParseFrom(call.BodyBytes.Span);
        Assert.Equal(
            ["category=Shop", "event_id=7", "Id=1.5", "Who=me", $"exception={error}"],
            entry.LogAttrs.Select(pair => $"{pair.Key}={pair.Value}"));
        await call.ReplyAsync("");
    }

    [Fact]
    public async Task Below_the_minimum_nothing_is_sent()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        await using (var provider = new AppLoggerProvider(fixture.Link, new AppLoggerOptions { Minimum = LogLevel.Warning }))
        {
            var logger = provider.CreateLogger("Shop");
            Assert.False(logger.IsEnabled(LogLevel.Information));
            logger.LogInformation("quiet");
        }

        Assert.Equal(["rpc.Version"], fixture.Peer.Log);
    }

    [Fact]
    public async Task A_full_queue_drops_and_counts_and_never_blocks()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        await using var provider = new AppLoggerProvider(fixture.Link, new AppLoggerOptions { QueueCapacity = 2 });
        var logger = provider.CreateLogger("Shop");
        logger.LogInformation("under way");
        var first = await fixture.Peer.NextAsync();

        for (var number = 1; number <= 5; number++)
        {
            logger.LogInformation("one more");
        }

        Assert.Equal(3, provider.Dropped);
        fixture.Peer.Answer("app.InfoWithContext", call => call.ReplyAsync(""));
        await first.ReplyAsync("");
        await provider.DisposeAsync().Within();
        Assert.Equal(3, fixture.Peer.Log.Count(method => method == "app.InfoWithContext"));
        Assert.Equal(3, provider.Dropped);
    }

    [Fact]
    public async Task Disposing_sends_what_is_in_the_queue()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer("app.InfoWithContext", call => call.ReplyAsync(""));
        var provider = new AppLoggerProvider(fixture.Link);
        var logger = provider.CreateLogger("Shop");
        for (var number = 0; number < 100; number++)
        {
            logger.LogInformation("one more");
        }

        await provider.DisposeAsync().Within();
        Assert.Equal(100, fixture.Peer.Log.Count(method => method == "app.InfoWithContext"));
        Assert.Equal(0, provider.Dropped);
        logger.LogInformation("too late");
        Assert.Equal(1, provider.Dropped);
    }

    [Fact]
    public async Task Disposing_without_await_sends_it_too()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer("app.InfoWithContext", call => call.ReplyAsync(""));
        using (var provider = new AppLoggerProvider(fixture.Link, new AppLoggerOptions { FlushTimeout = TestLimit.Generous }))
        {
            provider.CreateLogger("Shop").LogInformation("bye");
        }

        Assert.Equal("app.InfoWithContext", fixture.Peer.Log.Last());
    }

    [Fact]
    public async Task A_server_that_hangs_holds_the_disposal_up_for_a_limited_time()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        var provider = new AppLoggerProvider(fixture.Link, new AppLoggerOptions { FlushTimeout = Seconds.Of(3) });
        var logger = provider.CreateLogger("Shop");
        logger.LogInformation("hangs");
        logger.LogInformation("waits");
        await fixture.Peer.NextAsync();

        var disposing = provider.DisposeAsync().AsTask();
        await fixture.Time.PassAsync(Seconds.Of(3));
        await disposing.Within();
        Assert.Equal(2, provider.Dropped);
    }

    [Fact]
    public async Task Records_wait_for_the_link_and_are_never_repeated()
    {
        await using var fixture = new LinkFixture();
        fixture.Peer.IsUp = false;
        await using var provider = new AppLoggerProvider(fixture.Link);
        var logger = provider.CreateLogger("Shop");
        logger.LogInformation("first");
        await fixture.Time.UntilTimerAsync(Seconds.Of(1));

        fixture.Peer.IsUp = true;
        fixture.Time.Advance(Seconds.Of(1));
        var first = await fixture.Peer.NextAsync();
        Assert.Equal("first", LogEntry.Parser.ParseFrom(first.BodyBytes.Span).Message);

        // Its connection is lost before the answer: it may have been written.
        fixture.Peer.Drop();
        logger.LogInformation("second");
        await fixture.Time.PassAsync(Seconds.Of(1));
        var second = await fixture.Peer.NextAsync();
        Assert.Equal("second", LogEntry.Parser.ParseFrom(second.BodyBytes.Span).Message);
        await second.ReplyAsync("");
        await provider.DisposeAsync().Within();
        Assert.Equal(1, provider.Dropped);
    }

    [Fact]
    public async Task A_closed_link_costs_records_and_nothing_else()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        await using var provider = new AppLoggerProvider(fixture.Link);
        await fixture.Link.CloseAsync().WaitAsync(Token);
        provider.CreateLogger("Shop").LogInformation("nobody listens");
        await provider.DisposeAsync().Within();
        Assert.Equal(1, provider.Dropped);
    }

    private sealed class Unprintable
    {
        public override string ToString() => throw new NotSupportedException();
    }
}
