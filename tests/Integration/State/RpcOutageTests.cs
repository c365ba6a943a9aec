using System.Diagnostics;
using System.Globalization;
using RoadRunner.Integration.Fixture;
using Spiral.Goridge;
using Spiral.RoadRunner.KeyValue;
using Spiral.RoadRunner.Rpc;

namespace RoadRunner.Integration.State;

/// <summary>An RPC server that goes away under load: nothing hangs, nothing is done twice, everything goes on when it is back.</summary>
public sealed class RpcOutageTests(ITestOutputHelper output)
{
    // Far below the 30 s after which a call would end by itself: it fails because the link knows. How fast that is on a quiet
    // machine (100 ms are promised) is printed, not judged.
    private static readonly TimeSpan FailLimit = TimeSpan.FromSeconds(10);

    private static readonly RpcRetryOptions Steps = new()
    {
        InitialDelay = TimeSpan.FromMilliseconds(200),
        MaxDelay = TimeSpan.FromMilliseconds(200),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cut_under_load_fails_what_is_in_flight_and_nothing_is_done_twice()
    {
        await using var host = await HostUnderTest.StartAsync(RpcFile.Recorder(workers: 1) with { UsesJournal = false });
        await using var proxy = new CuttableProxy(host.Host.RpcAddress!);
        await using var link = await RpcFile.LinkAsync(proxy.Address, new RpcLinkOptions { Retry = Steps });
        var log = new AppLogClient(link);
        var load = new MarkedCalls(link, id => log.InfoAsync(id));
        var held = await HeldCalls.StartAsync(link);
        await load.StartAsync();
        var end = await WitnessAsync(proxy.Address);

        var cut = Stopwatch.GetTimestamp();
        proxy.Cut();

        await AssertFailedAsync(held, await end.Within(), cut);
        Assert.Equal(RpcLinkState.Reconnecting, link.Health.State);
        proxy.Open();
        await link.ConnectAsync(Token).Within();
        await load.WhenServedAgainAsync();
        await load.StopAsync();

        // The first attempt after the return was the one that succeeded.
        Assert.Equal(1, proxy.Accepted);
        await link.CloseAsync();
        await host.Host.StopAsync().Within();
        var done = host.Log.Records.All.Where(static record => record.Channel == "app").Select(static record => record.Text).ToList();
        Assert.Equal(done.Count, done.Distinct().Count());
        AssertFates(load, [.. done], await end);
    }

    [Fact]
    public async Task A_killed_server_under_load_fails_what_is_in_flight_and_its_successor_is_found()
    {
        await using var redis = await RedisServer.StartAsync();
        using var folder = new TempFolder();
        var address = RelayAddress.Unix(folder.PathOf("rpc.sock"));
        var file = RrFile.Recorder with { More = $"rpc: {{ listen: \"{address}\" }}\n{RpcFile.Storage(redis.Port)}" };
        await using var first = await ServeProcess.StartAsync(file);
        await using var link = await RpcFile.LinkAsync(address, new RpcLinkOptions { Retry = Steps });
        var waits = new Observed<DateTimeOffset>("a failed attempt");
        using var changes = link.OnChange(health => Observe(health, waits));
        var storage = new KeyValueStorage(link, RpcFile.StorageName);
        var load = new MarkedCalls(link, id => storage.SetTextAsync(id, "1"));
        var held = await HeldCalls.StartAsync(link);
        await load.StartAsync();
        var end = await WitnessAsync(address);

        var kill = Stopwatch.GetTimestamp();
        first.Signal(Native.SigKill);

        await AssertFailedAsync(held, await end.Within(), kill);
        Assert.Equal(RpcLinkState.Reconnecting, link.Health.State);
        await first.Journal.WhenGoneAsync(first.Pids[0]);
        await using var second = await ServeProcess.StartAsync(file);
        var returned = TimeProvider.System.GetUtcNow();
        await link.ConnectAsync(Token).Within();
        await load.WhenServedAgainAsync();
        await load.StopAsync();

        // An attempt may have been on its way at the moment of the return; no other one has failed.
        Assert.InRange(waits.All.Count(at => at > returned), 0, 1);
        string[] all = [.. load.Acknowledged, .. load.Unknown, .. load.Refused];
        var found = await storage.HasManyAsync(all, Token);
        string[] done = [.. all.Where((_, index) => found[index])];
        Assert.Equal(done.Length.ToString(CultureInfo.InvariantCulture), await redis.CommandAsync("DBSIZE"));
        AssertFates(load, done, await end);
    }

    // A connection that says nothing: when it sees the end, the link can see it too.
    private static async Task<Task<long>> WitnessAsync(RelayAddress address)
    {
        var witness = await TestClient.ConnectAsync(address);
        return SeeEndAsync(witness);
    }

    private static async Task<long> SeeEndAsync(TestClient witness)
    {
        using (witness)
        {
            await witness.WhenEndedAsync();
            return Stopwatch.GetTimestamp();
        }
    }

    private static void Observe(RpcLinkHealth health, Observed<DateTimeOffset> waits)
    {
        if (health.Reconnect is { Phase: RpcReconnectPhase.WaitingToRetry, NextAttemptAt: not null })
        {
            waits.Add(health.TakenAt);
        }
    }

    private static void AssertFates(MarkedCalls load, IReadOnlyCollection<string> done, long end)
    {
        Assert.All(load.Losses, loss => Assert.True(Stopwatch.GetElapsedTime(end, loss.At) < FailLimit));
        Assert.All(load.Losses, static loss => Assert.Equal(RpcLinkState.Reconnecting, loss.State));
        Assert.Empty(load.Acknowledged.Except(done));
        Assert.Empty(done.Except(load.Acknowledged).Except(load.Unknown));
        Assert.Empty(done.Intersect(load.Refused));
    }

    private async Task AssertFailedAsync(HeldCalls held, long end, long cut)
    {
        var last = (await held.Failures.Within()).Max();
        var slowest = Stopwatch.GetElapsedTime(end, last);
        output.WriteLine($"The last of the waiting calls failed {slowest.TotalMilliseconds:F1} ms after a silent connection saw the end, {Stopwatch.GetElapsedTime(cut, last).TotalMilliseconds:F1} ms after the cut.");
        Assert.True(slowest < FailLimit, $"{slowest.TotalMilliseconds:F1} ms");
    }
}
