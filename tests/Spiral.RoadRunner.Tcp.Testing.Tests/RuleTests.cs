using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>What works in a test and does not in a pool of processes is told when the host ends.</summary>
public sealed class RuleTests
{
    [Fact]
    public async Task Printing_in_a_handler_breaks_a_rule()
    {
        var host = await TcpTestHost.StartAsync(Apps.OfService<PrintingService>());
        var client = await host.ConnectAsync();
        Assert.Equal("ok", await client.AskAsync("hello"));

        var failure = await Assert.ThrowsAsync<TcpTestRuleException>(async () => await host.DisposeAsync().Within());

        Assert.Equal(["PrintingService wrote \"got hello\" to Console.Out: stdout is the wire, so under a server it goes to the log; use ILogger"], failure.Violations);
    }

    [Fact]
    public async Task Printing_beside_handlers_is_nobodys_business()
    {
        await using var host = await TcpTestHost.StartAsync(Apps.Shout);
        var client = await host.ConnectAsync();
        await client.AskAsync("x");
        Console.WriteLine("the test says something");
        host.AssertClean();
    }

    [Fact]
    public async Task State_in_static_fields_breaks_a_rule()
    {
        var host = await TcpTestHost.StartAsync(Apps.OfService<CountingService>());
        var client = await host.ConnectAsync();
        Assert.Equal("1", await client.AskAsync("x"));

        var failure = await Assert.ThrowsAsync<TcpTestRuleException>(async () => await host.DisposeAsync().Within());

        const string name = "Spiral.RoadRunner.Tcp.Testing.Tests.CountingService";
        Assert.Equal(
            [
                $"state that outlives an event belongs into the session: static field {name}.Seen changed from 0 to 1 elements while events were handled",
                $"state that outlives an event belongs into the session: static field {name}.Total changed from 0 to 1 while events were handled",
            ],
            failure.Violations);
    }

    [Fact]
    public async Task A_handler_that_takes_long_breaks_a_rule_by_the_clock_of_the_test()
    {
        var host = await TcpTestHost.StartAsync(Apps.Of(static context =>
        {
            ((ManualTimeProvider)context.Services.GetService(typeof(TimeProvider))!).Advance(TimeSpan.FromSeconds(6));
            return TcpReply.Respond("ok\r\n");
        }));
        var client = await host.ConnectAsync();
        await client.AskAsync("x");

        var failure = await Assert.ThrowsAsync<TcpTestRuleException>(async () => await host.DisposeAsync().Within());

        Assert.StartsWith("Data of server main took 6 s, longer than SlowHandler (5 s)", Assert.Single(failure.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_can_be_turned_off()
    {
        await using var host = await TcpTestHost.StartAsync(Apps.OfService<PrintingService>(), static options => options.ChecksRules = false);
        var client = await host.ConnectAsync();
        await client.AskAsync("hello");
        await host.DisposeAsync();

        Assert.Single(host.Violations);
    }

    [Fact]
    public async Task A_test_that_has_failed_is_not_told_about_rules_as_well()
    {
        var host = await TcpTestHost.StartAsync(Apps.OfService<PrintingService>());
        var client = await host.ConnectAsync();
        await client.AskAsync("hello");
        await Assert.ThrowsAsync<TcpTestException>(() => client.ReadLineAsync().AsTask());

        await host.DisposeAsync();
    }
}
