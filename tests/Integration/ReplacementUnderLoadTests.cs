using RoadRunner.Host.Workers;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>Workers that are replaced all the time while clients talk: none of them misses an answer.</summary>
public sealed class ReplacementUnderLoadTests
{
    private const int Connections = 64;
    private const int Rounds = 5;

    private static RrFile Pair => RpcFile.Recorder(workers: 2) with { UsesJournal = false };

    [Theory]
    [InlineData("rolling", "any")]
    [InlineData("rolling", "sticky")]
    [InlineData("stop_world", "any")]
    public async Task Resets_one_after_the_other_cost_no_answer(string reset, string dispatch)
    {
        await using var host = await HostUnderTest.StartAsync(Pair with { More = $"{RpcFile.AnyPort}host: {{ reset: {reset}, dispatch: {dispatch} }}" });
        await using var load = Load.Start(host, Connections);

        for (var round = 0; round < Rounds; round++)
        {
            var before = host.Pids;
            await host.Host.ResetAsync().Within();
            Assert.Empty(host.Pids.Intersect(before));
            Assert.Equal(2, host.Pids.Count);
        }

        Assert.All(await load.EndAsync(), static answers => Assert.True(answers > 0));
        Assert.Equal(2 * Rounds, host.Host.ManagedWorkers.RestartsOf(RestartReason.Reset));
        AssertNothingWasLost(host);
    }

    [Fact]
    public async Task Workers_that_become_too_old_together_cost_no_answer()
    {
        var time = new ManualTime();
        await using var host = await HostUnderTest.StartAsync(Pair with { Pool = ["supervisor: { watch_tick: 1s, ttl: 2s }"] }, time: time);
        await using var load = Load.Start(host, Connections);

        for (var round = 1; round <= Rounds; round++)
        {
            time.Advance(TimeSpan.FromSeconds(2));
            await host.Log.Records.WhenAsync(static record => record.Text.Contains("has reached supervisor.ttl", StringComparison.Ordinal), 2 * round);
        }

        await load.EndAsync();
        Assert.Equal(2 * Rounds, host.Host.ManagedWorkers.RestartsOf(RestartReason.Ttl));
        AssertNothingWasLost(host);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(50)]
    public async Task Workers_that_have_had_their_events_cost_no_answer(int maxJobs)
    {
        await using var host = await HostUnderTest.StartAsync(Pair with { Pool = [$"max_jobs: {maxJobs}"] });
        await using var load = Load.Start(host, Connections);

        await host.WhenReplacedAsync(2 * Rounds);

        await load.EndAsync();
        AssertNothingWasLost(host);
    }

    private static void AssertNothingWasLost(HostUnderTest host)
    {
        Assert.DoesNotContain(host.Log.Texts, static text => text.Contains("is lost", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.Texts, static text => text.Contains("is closed", StringComparison.Ordinal));
    }
}
