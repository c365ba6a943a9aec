using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary><c>pool.debug</c>: every event has a process of its own.</summary>
public sealed class DebugPoolTests
{
    private static RrFile Debug => RpcFile.Recorder(workers: 2) with { Pool = ["debug: true"], More = RpcFile.AnyPort + "status: {}\n" };

    [Fact]
    public async Task Every_event_has_a_new_process_that_leaves_after_it()
    {
        await using var host = await HostUnderTest.StartAsync(Debug);
        Assert.Empty(host.Pids);
        await using (var rpc = await host.ConnectRpcAsync())
        {
            Assert.Equal("""{"code":200}""", await rpc.AskAsync("status.Ready", """{"plugin":"tcp"}"""));
        }

        using (var client = await host.ConnectAsync())
        {
            Assert.Equal("one", await client.AskAsync("one"));
            Assert.Equal("two", await client.AskAsync("two"));
        }

        var events = await host.Journal.EventsOfAsync("one");
        Assert.Equal(["Connected", "Data", "Data", "Close"], events.Select(static one => one.Event));
        Assert.Equal(4, events.DistinctBy(static one => one.Pid).Count());
        await Task.WhenAll(events.Select(one => host.Journal.WhenGoneAsync(one.Pid)));
        Assert.DoesNotContain(host.Log.Texts, static text => text.Contains("is lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task There_are_no_more_processes_than_num_workers_and_other_events_wait()
    {
        await using var host = await HostUnderTest.StartAsync(Debug with { Workers = 1 });
        using var first = await host.ConnectAsync();
        Assert.Equal("hello", await first.AskAsync("hello"));
        var held = host.Journal.HoldMessage("held");
        await first.SendAsync("held\r\n");
        await held.WhenHeldAsync();
        using var second = await host.ConnectAsync();
        await second.SendAsync("waits\r\n");
        Assert.Single(host.Pids);
        held.Release();

        Assert.Equal("held", await first.ReadLineAsync());
        Assert.Equal("waits", await second.ReadLineAsync());
    }

    [Fact]
    public async Task A_process_that_does_not_start_closes_the_connection_and_says_why()
    {
        await using var host = await HostUnderTest.StartAsync(Debug with { Command = ["sh", "-c", "echo no luck >&2; exit 3"] });
        using var client = await host.ConnectAsync();

        Assert.Equal("", await client.ReadToEndAsync());
        var record = await host.Log.WhenAsync("CONNECTED failed");
        Assert.EndsWith("the worker exited with code 3 after {time} ms, before the pid handshake; the last it printed: no luck", Scrub.Text(record.Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_dies_before_it_takes_its_event_is_not_started_for_ever()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Of("DiesAfterHandshake") with { Pool = ["debug: true"] });
        using var client = await host.ConnectAsync();

        Assert.Equal("", await client.ReadToEndAsync());
        await host.Log.WhenAsync("CLOSE failed");
    }

    [Fact]
    public async Task With_on_crash_retry_an_event_whose_process_dies_goes_to_another_one()
    {
        await using var host = await HostUnderTest.StartAsync(Debug with { Workers = 1, More = "host: { on_crash: retry }" });
        var held = host.Journal.HoldMessage("victim");
        using var client = await host.ConnectAsync();
        await client.SendAsync("victim\r\n");
        Native.Signal((await held.WhenHeldAsync()).Pid, Native.SigKill);
        Assert.Equal("victim", await client.ReadLineAsync());

        await client.SendAsync("EXIT\r\n");

        Assert.Equal("", await client.ReadToEndAsync());
        var events = await host.Journal.EventsOfAsync("EXIT");
        Assert.Equal(
            ["Connected ", @"Data victim\r\n", @"Data victim\r\n", @"Data EXIT\r\n", @"Data EXIT\r\n", "Close "],
            events.Select(static one => $"{one.Event} {one.Text}"));
        Assert.Equal(6, events.DistinctBy(static one => one.Pid).Count());
    }

    [Fact]
    public async Task Workers_cannot_be_added_and_a_reset_has_nothing_to_do()
    {
        await using var host = await HostUnderTest.StartAsync(Debug);
        await using var rpc = await host.ConnectRpcAsync();

        Assert.Equal("false", await rpc.AskAsync("informer.AddWorker", "\"tcp\""));
        Assert.Equal("false", await rpc.AskAsync("informer.RemoveWorker", "\"tcp\""));
        Assert.Equal("true", await rpc.AskAsync("resetter.Reset", "\"tcp\""));

        Assert.Empty(host.Pids);
        Assert.Equal(2, host.Log.Texts.Count(static text => text.StartsWith("workers cannot be added or removed in debug mode", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_stop_ends_the_events_that_are_in_flight()
    {
        await using var host = await HostUnderTest.StartAsync(Debug);
        var held = host.Journal.HoldMessage("last");
        using var client = await host.ConnectAsync();
        await client.SendAsync("last\r\n");
        await held.WhenHeldAsync();

        var stopped = host.Host.StopAsync();
        held.Release();

        Assert.Equal("last", await client.ReadLineAsync());
        await stopped.Within();
        Assert.True(host.Journal.Entries.All[^1].IsClose);
    }
}
