using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>Workers that are killed, leave, or refuse: what the clients and the pool notice.</summary>
public sealed class WorkerLossTests
{
    private static RrFile Pair => RrFile.Recorder with { Workers = 2 };

    [Fact]
    public async Task A_worker_killed_during_load_takes_only_the_connection_whose_event_it_had()
    {
        await using var host = await HostUnderTest.StartAsync(Pair);
        var held = host.Journal.HoldMessage("victim");
        using var victim = await host.ConnectAsync();
        var load = Task.WhenAll(Enumerable.Range(0, 8).Select(number => TalkAsync(host, number)));
        await victim.SendAsync("victim\r\n");
        var atWorker = await held.WhenHeldAsync();

        Native.Signal(atWorker.Pid, Native.SigKill);

        Assert.Equal("", await victim.ReadToEndAsync());
        await load;
        var replacement = await host.WhenReplacedAsync();
        Assert.NotEqual(atWorker.Pid, replacement);
        Assert.Contains(replacement, host.Pids);
        using (var late = await host.ConnectAsync())
        {
            Assert.Equal("late", await late.AskAsync("late"));
        }

        await host.Host.StopAsync().Within();
        Assert.Equal(10, host.Journal.Connections.Count());
        Assert.All(host.Journal.Connections, static events => Assert.Single(events, static one => one.IsClose));
        Assert.All(host.Journal.Connections, static events => Assert.True(events.Last().IsClose));
        Assert.Contains($"Worker {atWorker.Pid} is lost and will be replaced: it closed the relay (exit code 137)", host.Log.Texts);
    }

    [Fact]
    public async Task A_worker_that_dies_while_idle_is_replaced_and_no_client_notices()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder);
        using var client = await host.ConnectAsync();
        var before = await client.AskAsync("PID");

        Native.Signal(host.Pids[0], Native.SigKill);
        var replacement = await host.WhenReplacedAsync();

        Assert.Equal($"{replacement}", await client.AskAsync("PID"));
        Assert.NotEqual(before, $"{replacement}");
    }

    [Fact]
    public async Task An_event_that_was_not_sent_whole_goes_to_another_worker()
    {
        // The first worker stops reading, so that a large event is still being sent when it dies.
        using var folder = new TempFolder();
        var marker = folder.PathOf("started");
        var script = $"if [ -e {marker} ]; then exec dotnet {Programs.Recorder}; fi; : > {marker}; exec dotnet {Programs.Worker("StopsReading")}";
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Command = ["sh", "-c", script] });
        var large = new string('x', 1024 * 1024);
        using var client = await host.ConnectAsync();
        await client.SendAsync($"{large}\r\n");
        await host.WhenGivenAsync(2);

        Native.Signal(host.Pids[0], Native.SigKill);

        Assert.Equal(large, await client.ReadLineAsync());
        Assert.Equal(["Data"], host.Journal.Entries.All.Select(static entry => entry.Event));
    }

    [Fact]
    public async Task A_worker_that_is_killed_takes_its_children_along()
    {
        using var folder = new TempFolder();
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with
        {
            Command = ["sh", WithChild(folder)],
            Environment = new Dictionary<string, string> { ["GUARD"] = "off" },
        });
        var child = await ChildOfAsync(host);
        Assert.True(ProcessLedger.IsAlive(child));
        using var client = await host.ConnectAsync();

        // Text on the wire: the host kills the worker.
        await client.SendAsync("NATIVE\r\n");

        Assert.Equal("", await client.ReadToEndAsync());
        await host.WhenReplacedAsync();
        Assert.False(ProcessLedger.IsAlive(child));
        Native.Signal(await ChildOfAsync(host, number: 2), Native.SigKill);
    }

    [Fact]
    public async Task A_child_that_a_worker_leaves_behind_holds_up_neither_its_replacement_nor_the_stop()
    {
        using var folder = new TempFolder();
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Command = ["sh", WithChild(folder)] });
        var child = await ChildOfAsync(host);
        using (var client = await host.ConnectAsync())
        {
            await client.SendAsync("EXIT\r\n");
            Assert.Equal("", await client.ReadToEndAsync());
        }

        await host.WhenReplacedAsync();
        var other = await ChildOfAsync(host, number: 2);
        await host.Host.StopAsync().Within();

        Assert.True(ProcessLedger.IsAlive(child));
        Assert.Contains("workers stopped; forced: 0", host.Log.Texts);
        Native.Signal(child, Native.SigKill);
        Native.Signal(other, Native.SigKill);
    }

    [Fact]
    public async Task A_worker_that_asks_to_be_replaced_hands_its_event_to_another()
    {
        await using var host = await HostUnderTest.StartAsync(Pair);
        var first = host.Pids;
        using var client = await host.ConnectAsync();

        Assert.Equal($"STOP {first[0]} {first[1]}", await client.AskAsync($"STOP {first[0]} {first[1]}"));

        var answered = host.Journal.Entries.All[^1];
        Assert.Equal("Data", answered.Event);
        Assert.DoesNotContain(answered.Pid, first);
        Assert.Equal(3, host.Journal.Entries.All.Count(static entry => entry.Event == "Data"));
        await Task.WhenAll(first.Select(host.Journal.WhenGoneAsync));
        Assert.All(first, pid => Assert.Contains($"Worker {pid} asks to be replaced; its event goes to another", host.Log.Texts));
        await host.WhenReplacedAsync(2);
        Assert.DoesNotContain(host.Log.Texts, static text => text.Contains("is lost", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.Texts, static text => text.Contains("Unhandled exception", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_error_frame_closes_the_client_without_a_byte_and_keeps_the_worker()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder);
        var pid = host.Pids[0];
        using (var refused = await host.ConnectAsync())
        {
            await refused.SendAsync("ERROR\r\n");
            Assert.Equal("", await refused.ReadToEndAsync());
        }

        using var next = await host.ConnectAsync();
        Assert.Equal($"{pid}", await next.AskAsync("PID"));
        var record = await host.Log.WhenAsync("refused on purpose");
        Assert.EndsWith($"on server main is closed, DATA failed: Worker {pid} answered with an error: refused on purpose", record.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_exits_with_an_event_in_its_hands_is_replaced()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder);
        var pid = host.Pids[0];
        using var client = await host.ConnectAsync();
        await client.SendAsync("EXIT\r\n");
        Assert.Equal("", await client.ReadToEndAsync());

        var replacement = await host.WhenReplacedAsync();
        using var next = await host.ConnectAsync();
        Assert.Equal($"{replacement}", await next.AskAsync("PID"));
        Assert.Contains($"Worker {pid} is lost and will be replaced: it closed the relay (exit code 7)", host.Log.Texts);
    }

    /// <summary>Makes a worker with a child that has its pipes too.</summary>
    private static string WithChild(TempFolder folder) => folder.Write("worker.sh", $"sleep 300 & echo child $! >&2\nexec dotnet {Programs.Recorder}\n");

    private static async Task<int> ChildOfAsync(HostUnderTest host, int number = 1)
    {
        var records = await host.Log.Records.WhenAsync(static record => record.Text.Contains(": child ", StringComparison.Ordinal), number);
        var child = int.Parse(records[^1].Text.Split(' ')[^1], provider: null);
        ProcessLedger.Remember(child);
        return child;
    }

    private static async Task TalkAsync(HostUnderTest host, int number)
    {
        using var client = await host.ConnectAsync();
        for (var round = 0; round < 50; round++)
        {
            Assert.Equal($"load {number} {round}", await client.AskAsync($"load {number} {round}"));
        }
    }
}
