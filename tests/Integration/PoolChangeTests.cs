using System.Text.Json;
using RoadRunner.Integration.Fixture;
using Spiral.Goridge.Rpc;

namespace RoadRunner.Integration;

/// <summary>Workers that are added, removed and replaced by RPC while clients are there.</summary>
public sealed class PoolChangeTests
{
    private const string Tcp = "\"tcp\"";

    [Fact]
    public async Task A_reset_replaces_all_workers_and_no_connection_notices()
    {
        await using var host = await HostUnderTest.StartAsync(RpcFile.Recorder(workers: 2));
        await using var rpc = await host.ConnectRpcAsync();
        var before = host.Pids;
        var held = host.Journal.HoldMessage("slow");
        using var busy = await host.ConnectAsync();
        using var idle = await host.ConnectAsync();
        Assert.Equal("hello", await idle.AskAsync("hello"));
        await busy.SendAsync("slow answer\r\n");
        var old = await held.WhenHeldAsync();

        var reset = rpc.AskAsync("resetter.Reset", Tcp);
        await host.Journal.WhenGoneAsync(before.Single(pid => pid != old.Pid));
        Assert.Equal("served meanwhile", await idle.AskAsync("served meanwhile"));
        Assert.Contains($"\"pid\":{old.Pid},", await rpc.AskAsync("informer.Workers", Tcp), StringComparison.Ordinal);
        Assert.False(reset.IsCompleted);
        held.Release();

        Assert.Equal("slow answer", await busy.ReadLineAsync());
        Assert.Equal("true", await reset.Within());
        Assert.Equal(2, host.Pids.Count);
        Assert.Empty(host.Pids.Intersect(before));
        Assert.Equal("after", await busy.AskAsync("after"));
        Assert.Equal("after", await idle.AskAsync("after"));
        Assert.DoesNotContain(host.Journal.Entries.All, static entry => entry.IsClose);
        Assert.Equal(["reset signal was received", "plugin was successfully reset"], host.Log.Records.All.Where(static record => record.Channel == "tcp" && record.Text.Contains("reset", StringComparison.Ordinal)).Select(static record => record.Text));
        Assert.DoesNotContain(host.Log.Texts, static text => text.Contains("is lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Events_under_load_survive_resets()
    {
        const int clients = 6;
        const int messages = 60;
        await using var host = await HostUnderTest.StartAsync(RpcFile.Recorder(workers: 2) with { UsesJournal = false });
        await using var rpc = await host.ConnectRpcAsync();
        var load = Task.WhenAll(Enumerable.Range(0, clients).Select(async number =>
        {
            using var client = await host.ConnectAsync();
            for (var message = 0; message < messages; message++)
            {
                Assert.Equal($"{number} {message}", await client.AskAsync($"{number} {message}"));
            }
        }));

        var resets = Task.WhenAll(rpc.AskAsync("resetter.Reset", Tcp), rpc.AskAsync("resetter.Reset", Tcp));

        await load;
        Assert.Equal(["true", "true"], await resets.Within());
        Assert.Equal(2, host.Pids.Count);
    }

    [Fact]
    public async Task A_reset_whose_new_worker_does_not_start_keeps_the_old_ones()
    {
        // The second worker and all after it find the marker and exit at once.
        using var folder = new TempFolder();
        var marker = folder.PathOf("started");
        var script = $"if [ -e {marker} ]; then exit 5; fi; : > {marker}; exec dotnet {Programs.Recorder}";
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Command = ["sh", "-c", script], More = RpcFile.AnyPort });
        await using var rpc = await host.ConnectRpcAsync();
        var before = host.Pids;

        var failure = await Assert.ThrowsAsync<RpcException>(() => rpc.AskAsync("resetter.Reset", Tcp));

        Assert.StartsWith("resetter_rpc_reset:\n\tresetter_plugin_reset_by_name: ", failure.Text, StringComparison.Ordinal);
        Assert.Contains("exited with code 5", failure.Text, StringComparison.Ordinal);
        Assert.Equal(before, host.Pids);
        using var client = await host.ConnectAsync();
        Assert.Equal("hello", await client.AskAsync("hello"));
    }

    [Fact]
    public async Task A_handler_that_waits_for_the_reset_it_has_asked_for_is_stopped_after_reset_timeout()
    {
        var file = RpcFile.Recorder(workers: 1) with { Pool = ["reset_timeout: 200ms"] };
        await using var host = await HostUnderTest.StartAsync(file, stopTimeout: TimeSpan.FromMilliseconds(200));
        await using var rpc = await host.ConnectRpcAsync();
        var held = host.Journal.HoldMessage("waits for ever");
        using var client = await host.ConnectAsync();
        await client.SendAsync("waits for ever\r\n");
        var old = await held.WhenHeldAsync();

        Assert.Equal("true", await rpc.AskAsync("resetter.Reset", Tcp).Within());

        Assert.Equal("", await client.ReadToEndAsync());
        Assert.NotEqual(old.Pid, Assert.Single(host.Pids));
    }

    [Theory]
    [InlineData("rolling")]
    [InlineData("stop_world")]
    public async Task A_reset_and_a_stop_wait_for_no_tick_of_a_clock(string reset)
    {
        var file = RrFile.Recorder with { Workers = 2, UsesJournal = false, More = $"host: {{ reset: {reset} }}" };
        await using var host = await HostUnderTest.StartAsync(file, time: new ManualTime());
        var before = host.Pids;

        await host.Host.ResetAsync().Within();
        Assert.Empty(host.Pids.Intersect(before));
        await host.Host.StopAsync().Within();

        Assert.Contains("workers stopped; forced: 0", host.Log.Texts);
    }

    [Fact]
    public async Task Workers_come_and_go_and_the_last_one_stays()
    {
        await using var host = await HostUnderTest.StartAsync(RpcFile.Recorder(workers: 1));
        await using var rpc = await host.ConnectRpcAsync();
        var first = host.Pids[0];

        Assert.Equal("false", await rpc.AskAsync("informer.AddWorker", Tcp));
        Assert.Equal(2, host.Pids.Count);
        Assert.Equal("false", await rpc.AskAsync("informer.RemoveWorker", Tcp));
        var last = Assert.Single(host.Pids);
        Assert.NotEqual(first, last);
        Assert.Equal("false", await rpc.AskAsync("informer.RemoveWorker", Tcp));

        Assert.Equal([last], host.Pids);
        Assert.Contains("can't remove the last worker", host.Log.Texts);
        using var client = await host.ConnectAsync();
        Assert.Equal("hello", await client.AskAsync("hello"));
    }

    [Fact]
    public async Task A_worker_that_is_removed_while_its_replacement_waits_is_not_replaced()
    {
        // With two of four events each, both have a replacement that is ready or about to be.
        await using var host = await HostUnderTest.StartAsync(RpcFile.Recorder(workers: 2) with { Pool = ["max_jobs: 4"] });
        await using var rpc = await host.ConnectRpcAsync();
        using var client = await host.ConnectAsync();
        foreach (var line in (string[])["one", "two", "three"])
        {
            Assert.Equal(line, await client.AskAsync(line));
        }

        await host.Journal.Pids.WhenAsync(static _ => true, 4);
        Assert.Equal("false", await rpc.AskAsync("informer.RemoveWorker", Tcp));

        var last = Assert.Single(host.Pids);
        await host.Journal.Gone.WhenAsync(static _ => true, 2);
        Assert.Equal("still there", await client.AskAsync("still there"));
        Assert.Equal(last, host.Journal.Entries.All[^1].Pid);
        Assert.DoesNotContain(host.Log.Texts, static text => text.Contains("has taken its place", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_busy_worker_is_removed_after_its_event()
    {
        await using var host = await HostUnderTest.StartAsync(RpcFile.Recorder(workers: 2));
        await using var rpc = await host.ConnectRpcAsync();
        var (one, other) = (host.Journal.HoldMessage("one"), host.Journal.HoldMessage("other"));
        using var first = await host.ConnectAsync();
        using var second = await host.ConnectAsync();
        await first.SendAsync("one\r\n");
        var firstPid = (await one.WhenHeldAsync()).Pid;
        await second.SendAsync("other\r\n");
        var secondPid = (await other.WhenHeldAsync()).Pid;

        // Both are busy: the first of the list goes.
        var leaving = host.Pids[0];
        var removal = rpc.AskAsync("informer.RemoveWorker", Tcp);

        // Another call on the same connection comes after it.
        await rpc.AskAsync("informer.List", "true");
        (leaving == firstPid ? other : one).Release();
        Assert.False(removal.IsCompleted);
        (leaving == firstPid ? one : other).Release();

        Assert.Equal("false", await removal.Within());
        Assert.Equal("one", await first.ReadLineAsync());
        Assert.Equal("other", await second.ReadLineAsync());
        Assert.Equal([leaving == firstPid ? secondPid : firstPid], host.Pids);
        Assert.DoesNotContain(host.Log.Texts, static text => text.Contains("is lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_worker_that_dies_on_its_way_out_is_not_replaced()
    {
        await using var host = await HostUnderTest.StartAsync(RpcFile.Recorder(workers: 2));
        await using var rpc = await host.ConnectRpcAsync();
        var (one, other) = (host.Journal.HoldMessage("one"), host.Journal.HoldMessage("other"));
        using var first = await host.ConnectAsync();
        using var second = await host.ConnectAsync();
        await first.SendAsync("one\r\n");
        await one.WhenHeldAsync();
        await second.SendAsync("other\r\n");
        await other.WhenHeldAsync();
        var leaving = host.Pids[0];

        var removal = rpc.AskAsync("informer.RemoveWorker", Tcp);

        // Another call on the same connection comes after it.
        await rpc.AskAsync("informer.List", "true");
        Native.Signal(leaving, Native.SigKill);

        Assert.Equal("false", await removal.Within());
        Assert.NotEqual(leaving, Assert.Single(host.Pids));
        one.Release();
        other.Release();
        await host.Host.StopAsync().Within();
        Assert.DoesNotContain(host.Log.Texts, static text => text.Contains("has taken its place", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_removal_that_takes_too_long_is_an_error_and_the_worker_stays()
    {
        var file = RpcFile.Recorder(workers: 2);
        await using var host = await HostUnderTest.StartAsync(journal => file.ToYaml(journal).Replace("allocate_timeout: 60s", "allocate_timeout: 60s\n    destroy_timeout: 100ms", StringComparison.Ordinal));
        await using var rpc = await host.ConnectRpcAsync();
        var (one, other) = (host.Journal.HoldMessage("one"), host.Journal.HoldMessage("other"));
        using var first = await host.ConnectAsync();
        using var second = await host.ConnectAsync();
        await first.SendAsync("one\r\n");
        await one.WhenHeldAsync();
        await second.SendAsync("other\r\n");
        await other.WhenHeldAsync();
        var before = host.Pids;

        var failure = await Assert.ThrowsAsync<RpcException>(() => rpc.AskAsync("informer.RemoveWorker", Tcp));

        Assert.Equal($"worker {before[0]} was not idle within destroy_timeout (0.1 s)", failure.Text);
        one.Release();
        other.Release();
        Assert.Equal("one", await first.ReadLineAsync());
        Assert.Equal("other", await second.ReadLineAsync());
        Assert.Equal(before, host.Pids);
        Assert.Equal("false", await rpc.AskAsync("informer.RemoveWorker", Tcp));
    }

    [Fact]
    public async Task A_stop_during_a_reset_ends_both()
    {
        await using var host = await HostUnderTest.StartAsync(RpcFile.Recorder(workers: 2));
        await using var rpc = await host.ConnectRpcAsync();
        var held = host.Journal.HoldMessage("slow");
        using var client = await host.ConnectAsync();
        await client.SendAsync("slow\r\n");
        await held.WhenHeldAsync();
        var reset = rpc.AskAsync("resetter.Reset", Tcp);
        await host.Log.WhenAsync("reset signal was received");

        var stopped = host.Host.StopAsync();
        held.Release();

        await stopped.Within();
        await Assert.ThrowsAnyAsync<Exception>(() => reset).Within();
        Assert.DoesNotContain(host.Log.Texts, static text => text.Contains("is lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_informer_reports_real_workers()
    {
        await using var host = await HostUnderTest.StartAsync(RpcFile.Recorder(workers: 1));
        await using var rpc = await host.ConnectRpcAsync();
        using var client = await host.ConnectAsync();
        await client.AskAsync("hello");

        using var report = JsonDocument.Parse(await rpc.AskAsync("informer.Workers", Tcp));

        var worker = Assert.Single(report.RootElement.GetProperty("workers").EnumerateArray());
        Assert.Equal(host.Pids[0], worker.GetProperty("pid").GetInt32());
        Assert.Equal("ready", worker.GetProperty("statusStr").GetString());
        Assert.Equal(2, worker.GetProperty("numExecs").GetInt32());
        Assert.InRange(worker.GetProperty("memoryUsage").GetInt64(), 1_000_000, 1_000_000_000);
        Assert.InRange(worker.GetProperty("CPUPercent").GetDouble(), 0.001, 10_000);
        var age = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - (worker.GetProperty("created").GetInt64() / 1_000_000);
        Assert.InRange(age, 0, 60_000);
    }
}
