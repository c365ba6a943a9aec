namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>What a test costs.</summary>
[Collection(nameof(BudgetTests))]
[CollectionDefinition(nameof(BudgetTests), DisableParallelization = true)]
public sealed class BudgetTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Five_hundred_tests_are_a_matter_of_seconds()
    {
        const int tests = 500;
        var start = TimeProvider.System.GetTimestamp();
        for (var number = 0; number < tests; number++)
        {
            await using var host = await TcpTestHost.StartAsync(Apps.Shout);
            var client = await host.ConnectAsync();
            Assert.Equal("HI", await client.AskAsync("hi"));
        }

        output.WriteLine($"{tests} hosts were started, asked and ended in {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.00} s.");
    }

    [Fact]
    public async Task An_event_allocates_less_than_a_kibibyte()
    {
        const int events = 10_000;
        await using var host = await TcpTestHost.StartAsync(Apps.Shout);
        var client = await host.ConnectAsync();
        await AskAsync(client, 1000);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        await AskAsync(client, events);
        var each = (GC.GetTotalAllocatedBytes(precise: true) - before) / events;

        output.WriteLine($"{each} bytes were allocated for each event, the client included.");
        Assert.InRange(each, 0, 1023);
    }

    private static async Task AskAsync(TcpTestClient client, int times)
    {
        for (var number = 0; number < times; number++)
        {
            Assert.Equal("HI", await client.AskAsync("hi"));
        }
    }
}
