using System.Globalization;
using RoadRunner.Integration.Fixture;
using Spiral.RoadRunner.KeyValue;
using Spiral.RoadRunner.Rpc;

namespace RoadRunner.Integration.State;

/// <summary>What worker processes share through their host.</summary>
public sealed class SharedCounterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("memory")]
    [InlineData("redis")]
    public async Task Two_workers_with_a_thousand_increments_each_count_to_two_thousand(string driver)
    {
        await using var redis = driver == "redis" ? await RedisServer.StartAsync() : null;
        await using var host = await HostUnderTest.StartAsync(Counters(workers: 2, RpcFile.Storage(redis?.Port)));
        using var first = await host.ConnectAsync();
        using var second = await host.ConnectAsync();

        var answers = await Task.WhenAll(first.AskAsync("COUNT shared hits 1000"), second.AskAsync("COUNT shared hits 1000"));

        Assert.Equal(host.Pids.Select(static pid => $"{pid} counted").Order(), answers.Order());
        await using var link = await host.LinkAsync();
        Assert.Equal(2000, await new PoolCounter(new KeyValueStorage(link, RpcFile.StorageName), "hits").ReadAsync(Token));
    }

    [Fact]
    public async Task The_lock_of_a_killed_worker_is_free_when_its_time_is_over_and_not_before()
    {
        var ttl = TimeSpan.FromSeconds(30);
        var time = new ManualTime();
        await using var host = await HostUnderTest.StartAsync(Counters(workers: 1), time: time);
        using var client = await host.ConnectAsync();
        await using var link = await host.LinkAsync();
        var locks = new LockClient(link);
        var answer = await client.AskAsync("LOCK door 30");
        var owner = int.Parse(answer.Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.Equal($"{owner} locked", answer);

        Native.Signal(owner, Native.SigKill);
        await host.Log.WhenAsync($"Worker {owner} is lost");
        var waiting = locks.LockAsync("door", "next", wait: 2 * ttl, cancellationToken: Token).AsTask();
        time.Advance(ttl - TimeSpan.FromTicks(1));

        Assert.True(await locks.ExistsAsync("door", $"worker-{owner}", Token));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.True(await waiting.Within());
        Assert.True(await locks.ExistsAsync("door", "next", Token));
    }

    [Fact]
    public async Task A_worker_reaches_every_service_of_its_host()
    {
        await using var host = await HostUnderTest.StartAsync(Counters(workers: 1, "metrics: { address: \"127.0.0.1:0\" }\nstatus: {}\n"));
        using var client = await host.ConnectAsync();

        var answer = await client.AskAsync("REPORT tours_total");

        Assert.Equal("dropped=0 embedded=True framing=exact status=200", answer[(answer.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        var records = host.Log.Records.All.Where(static record => record.Channel == "app").ToList();
        Assert.Equal(
            ["Debug of a worker", "Information of a worker", "Warning of a worker", "Error of a worker"],
            records.Select(static record => record.Text));
        Assert.Equal(["Debug", "Information", "Warning", "Error"], records.Select(static record => record.Level.ToString()));

        // Known by now: another labelling of the same name is refused.
        await using var link = await host.LinkAsync();
        using var metrics = new MetricsClient(link);
        await metrics.AddAsync("tours_total", 1, ["second"], Token);
        var refused = await Assert.ThrowsAsync<Spiral.Goridge.Rpc.RpcException>(() => metrics.AddAsync("tours_total", 1, ["a", "b"], Token).AsTask());
        Assert.Contains("expected 1 label values but got 2", refused.Text, StringComparison.Ordinal);
    }

    private static RrFile Counters(int workers, string more = "") =>
        RrFile.Of("Counter") with { Workers = workers, UsesJournal = false, More = RpcFile.AnyPort + more };
}
