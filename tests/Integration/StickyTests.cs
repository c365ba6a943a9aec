using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary><c>host.dispatch: sticky</c>: a connection keeps its worker, and gets another one when that goes.</summary>
public sealed class StickyTests
{
    private static RrFile Sticky => RpcFile.Recorder(workers: 2) with { More = RpcFile.AnyPort + "host: { dispatch: sticky }" };

    [Fact]
    public async Task All_events_of_a_connection_go_to_one_worker()
    {
        const int clients = 6;
        const int messages = 30;
        await using var host = await HostUnderTest.StartAsync(Sticky);

        await Task.WhenAll(Enumerable.Range(0, clients).Select(async number =>
        {
            using var client = await host.ConnectAsync();
            for (var message = 0; message < messages; message++)
            {
                await client.AskAsync($"{number} {message}");
            }
        }));

        await host.Host.StopAsync().Within();
        Assert.Equal(clients, host.Journal.Connections.Count());
        Assert.All(host.Journal.Connections, static events => Assert.Single(events.DistinctBy(static one => one.Pid)));
        Assert.Equal(2, host.Journal.Entries.All.DistinctBy(static one => one.Pid).Count());
    }

    [Fact]
    public async Task Without_it_idle_workers_take_turns()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Workers = 3 });
        using var client = await host.ConnectAsync();
        for (var message = 0; message < 8; message++)
        {
            Assert.Equal($"{message}", await client.AskAsync($"{message}"));
        }

        var pids = host.Journal.Entries.All.Select(static entry => entry.Pid).ToArray();
        Assert.Equal(3, pids[..3].Distinct().Count());
        Assert.Equal([.. pids[..3], .. pids[..3], .. pids[..3]], pids);
    }

    [Fact]
    public async Task An_event_waits_for_its_busy_worker_although_another_one_is_idle()
    {
        await using var host = await HostUnderTest.StartAsync(Sticky);
        using var pair = await StickyPair.ConnectAsync(host);
        var held = host.Journal.HoldMessage("held");
        await pair.First.SendAsync("held\r\n");
        await held.WhenHeldAsync();

        await pair.Second.SendAsync("PID\r\n");
        Assert.NotEqual(pair.Pid, await pair.Other.AskAsync("PID"));
        held.Release();

        Assert.Equal("held", await pair.First.ReadLineAsync());
        Assert.Equal(pair.Pid, await pair.Second.ReadLineAsync());
    }

    [Fact]
    public async Task Connections_of_a_worker_that_dies_get_another_one_also_those_that_wait_for_it()
    {
        await using var host = await HostUnderTest.StartAsync(Sticky);
        using var pair = await StickyPair.ConnectAsync(host);
        var held = host.Journal.HoldMessage("held");
        await pair.First.SendAsync("held\r\n");
        var victim = (await held.WhenHeldAsync()).Pid;
        await pair.Second.SendAsync("PID\r\n");
        await pair.Other.AskAsync("hello");

        Native.Signal(victim, Native.SigKill);

        Assert.Equal("", await pair.First.ReadToEndAsync());
        var next = await pair.Second.ReadLineAsync();
        Assert.NotEqual(pair.Pid, next);
        Assert.Equal(next, await pair.Second.AskAsync("PID"));
        await host.WhenReplacedAsync();
    }

    [Fact]
    public async Task After_a_reset_a_connection_has_a_new_worker_and_keeps_it()
    {
        await using var host = await HostUnderTest.StartAsync(Sticky);
        await using var rpc = await host.ConnectRpcAsync();
        using var pair = await StickyPair.ConnectAsync(host);
        var held = host.Journal.HoldMessage("held");
        await pair.First.SendAsync("held\r\n");
        var idle = host.Pids.Single(pid => $"{pid}" != pair.Pid);
        await held.WhenHeldAsync();

        // The old worker takes no more events, but the one that it has; its other connection need not wait.
        var reset = rpc.AskAsync("resetter.Reset", "\"tcp\"");
        await host.Journal.WhenGoneAsync(idle);
        var next = await pair.Second.AskAsync("PID");
        held.Release();

        Assert.Equal("held", await pair.First.ReadLineAsync());
        Assert.Equal("true", await reset.Within());
        Assert.NotEqual(pair.Pid, next);
        Assert.Equal(next, await pair.Second.AskAsync("PID"));
        Assert.Contains(int.Parse(await pair.First.AskAsync("PID"), provider: null), host.Pids);
    }

    [Fact]
    public async Task A_worker_with_a_small_max_jobs_hands_its_connections_over()
    {
        await using var host = await HostUnderTest.StartAsync(Sticky with { Pool = ["max_jobs: 3"] });
        using var client = await host.ConnectAsync();

        for (var line = 0; line < 12; line++)
        {
            Assert.Equal($"line {line}", await client.AskAsync($"line {line}"));
        }

        Assert.All(host.Journal.Entries.All.GroupBy(static entry => entry.Pid), static worker => Assert.InRange(worker.Count(), 1, 3));
        Assert.DoesNotContain(host.Journal.Entries.All, static entry => entry.IsClose);
    }
}
