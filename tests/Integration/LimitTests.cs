using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>Nothing waits for ever: full pools, endless messages, handlers that never end, replacements that do not start.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task An_event_that_finds_no_free_worker_in_time_closes_its_client()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { AllocateTimeout = "5s" });
        var held = host.Journal.HoldMessage("busy");
        using var busy = await host.ConnectAsync();
        await busy.SendAsync("busy\r\n");
        await held.WhenHeldAsync();

        using var waiting = await host.ConnectAsync();
        Assert.Equal("", await waiting.ReadToEndAsync());
        var record = await host.Log.WhenAsync("no free workers");
        Assert.EndsWith("is closed, CONNECTED failed: no free workers in the pool within allocate_timeout (5 s)", record.Text, StringComparison.Ordinal);

        held.Release();
        Assert.Equal("busy", await busy.ReadLineAsync());
    }

    [Fact]
    public async Task A_message_over_the_limit_closes_its_client()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { More = "host: { limits: { max_message_size: 1KiB } }" });
        using var client = await host.ConnectAsync();
        var largest = new string('x', 1022);
        Assert.Equal(largest, await client.AskAsync(largest));

        await client.SendAsync(new string('x', 1025));
        Assert.Equal("", await client.ReadToEndAsync());
        var record = await host.Log.WhenAsync("host.limits.max_message_size");
        Assert.EndsWith("is closed: a message is larger than 1024 bytes (host.limits.max_message_size)", record.Text, StringComparison.Ordinal);
        await host.Journal.Entries.WhenAsync(static entry => entry.IsClose);
        Assert.Equal(["Connected", "Data", "Close"], host.Journal.Entries.All.Select(static entry => entry.Event));
    }

    [Fact]
    public async Task A_handler_that_never_ends_does_not_hold_up_the_stop()
    {
        await using var host = await HostUnderTest.StartAsync(
            RrFile.Recorder with { More = "host: { limits: { drain_timeout: 300ms } }" },
            stopTimeout: TimeSpan.FromMilliseconds(300));
        var held = host.Journal.HoldMessage("for ever");
        using var client = await host.ConnectAsync();
        await client.SendAsync("for ever\r\n");
        await held.WhenHeldAsync();
        var pid = host.Pids[0];

        await host.Host.StopAsync().Within();

        await client.WhenEndedAsync();
        Assert.False(ProcessLedger.IsAlive(pid));
        Assert.Contains("listeners closed, connections ended; forced: 1", host.Log.Texts);
        Assert.Contains("workers stopped; forced: 1", host.Log.Texts);
    }

    [Fact]
    public async Task The_grace_period_ends_the_drain_and_the_time_of_the_workers()
    {
        var time = new ManualTime();
        var file = RrFile.Recorder with { More = "endure: { grace_period: 5s }\nhost: { limits: { drain_timeout: 20s } }" };
        await using var host = await HostUnderTest.StartAsync(file, time: time);
        var held = host.Journal.HoldMessage("for ever");
        using var client = await host.ConnectAsync();
        await client.SendAsync("for ever\r\n");
        await held.WhenHeldAsync();
        var pid = host.Pids[0];

        var stopping = host.Host.StopAsync();
        time.Advance(TimeSpan.FromSeconds(5));
        await stopping.Within();

        await client.WhenEndedAsync();
        Assert.False(ProcessLedger.IsAlive(pid));
        Assert.Contains("listeners closed, connections ended; forced: 1", host.Log.Texts);
        Assert.Contains("workers stopped; forced: 1", host.Log.Texts);
    }

    [Fact]
    public async Task A_worker_that_dies_while_the_host_stops_is_not_replaced()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder);
        var held = host.Journal.HoldMessage("last");
        using var client = await host.ConnectAsync();
        await client.SendAsync("last\r\n");
        await held.WhenHeldAsync();
        var pid = host.Pids[0];

        var stopping = host.Host.StopAsync();
        Native.Signal(pid, Native.SigKill);
        await stopping.Within();

        Assert.Equal("", await client.ReadToEndAsync());
        Assert.Contains($"Worker {pid} has left while the host is stopping: it closed the relay (exit code 137)", host.Log.Texts);
        Assert.Empty(host.Pids);
        Assert.Single(host.Journal.Pids.All);
    }

    [Fact]
    public async Task A_replacement_that_cannot_start_is_tried_again_while_events_wait()
    {
        using var folder = new TempFolder();
        var broken = folder.PathOf("broken");
        var script = folder.Write("worker.sh", $"if [ -e {broken} ]; then echo broken >&2; exit 4; fi; exec dotnet {Programs.Recorder}\n");
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Command = ["sh", script] });
        using var client = await host.ConnectAsync();
        Assert.Equal("before", await client.AskAsync("before"));
        folder.Write("broken", "");
        Native.Signal(host.Pids[0], Native.SigKill);

        var failed = await host.Log.WhenAsync("A worker could not be started, next try in 1 s: ");
        await client.SendAsync("waits\r\n");
        File.Delete(broken);

        Assert.Equal("waits", await client.ReadLineAsync());
        Assert.EndsWith("the worker exited with code 4 after {time} ms, before the pid handshake; the last it printed: broken", Scrub.Text(failed.Text), StringComparison.Ordinal);
    }
}
