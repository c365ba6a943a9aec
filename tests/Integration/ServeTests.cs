using System.Net.Sockets;
using System.Text;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary><c>dotnet rr serve</c> from its table to its exit code.</summary>
public sealed class ServeTests
{
    private static RrFile Pair => RrFile.Recorder with { Workers = 2 };

    [Fact]
    public async Task Serve_prints_servers_pool_and_a_line_to_try()
    {
        await using var serve = await ServeProcess.StartAsync(Pair);
        var table = string.Join('\n', serve.Output.All.Skip(1));
        Assert.Matches(@"^RoadRunner TCP for \.NET \d+\.\d+\.\d+\S*, \.rr\.yaml$", serve.Output.All[0]);
        Snapshot.Match(Scrub.Text(table), "table");
    }

    [Theory]
    [InlineData(Native.SigInt)]
    [InlineData(Native.SigTerm)]
    [InlineData(Native.SigAbort)]
    public async Task A_stop_signal_ends_with_code_0_and_no_worker_left(int signal)
    {
        await using var serve = await ServeProcess.StartAsync(Pair);
        using var client = await serve.ConnectAsync();
        Assert.Equal("hello", await client.AskAsync("hello"));

        serve.Signal(signal);

        Assert.Equal(0, await serve.WhenExitedAsync());
        Assert.Equal("", await client.ReadToEndAsync());
        Assert.Equal(["Connected", "Data", "Close"], serve.Journal.Entries.All.Select(static entry => entry.Event));
        Assert.Equal(2, serve.Pids.Count);
        Assert.All(serve.Pids, static pid => Assert.False(ProcessLedger.IsAlive(pid)));
    }

    [Fact]
    public async Task SIGQUIT_ends_at_once_and_the_workers_leave_with_it()
    {
        const int endedBySignal = 128;
        await using var serve = await ServeProcess.StartAsync(Pair);

        serve.Signal(Native.SigQuit);

        Assert.Equal(endedBySignal + Native.SigQuit, await serve.WhenExitedAsync());
        await Task.WhenAll(serve.Pids.Select(serve.Journal.WhenGoneAsync));
    }

    [Fact]
    public async Task The_log_is_where_the_configuration_wants_it_up_to_its_last_line()
    {
        await using var serve = await ServeProcess.StartAsync(Pair with
        {
            More = "logs: { output: [stdout, rr.log], channels: { server: { mode: raw, file_logger_options: { log_output: logs/workers.log } } } }",
        });

        serve.Signal(Native.SigTerm);

        Assert.Equal(0, await serve.WhenExitedAsync());
        var folder = Path.GetDirectoryName(serve.ConfigurationFile)!;
        var log = await File.ReadAllLinesAsync(Path.Combine(folder, "rr.log"), TestContext.Current.CancellationToken);
        Assert.EndsWith("\tINFO\ttcp         \tworkers stopped; forced: 0", log[^1], StringComparison.Ordinal);
        Assert.Equal(log, serve.Output.All.Where(static line => line.Contains("\ttcp ", StringComparison.Ordinal)));
        var workers = await File.ReadAllLinesAsync(Path.Combine(folder, "logs", "workers.log"), TestContext.Current.CancellationToken);
        Assert.Equal(2, workers.Count(static line => line.StartsWith("{\"message\":\"Worker ", StringComparison.Ordinal)));
        Assert.Empty(serve.Error.All);
    }

    [Fact]
    public async Task A_service_manager_is_told_of_start_life_and_stop()
    {
        using var folder = new TempFolder();
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(folder.PathOf("notify.sock")));
        await using var serve = await ServeProcess.StartAsync(RrFile.Recorder with
        {
            ServerEnvironment = new Dictionary<string, string> { ["NOTIFY_SOCKET"] = folder.PathOf("notify.sock") },
            More = "endure: { watchdog_sec: 1, log_level: debug }",
        });
        Assert.Equal("READY=1", await ReceiveAsync());
        Assert.Equal("WATCHDOG=1", await ReceiveAsync());

        serve.Signal(Native.SigTerm);

        string told;
        do
        {
            told = await ReceiveAsync();
        }
        while (told == "WATCHDOG=1");

        Assert.Equal("STOPPING=1", told);
        Assert.Equal(0, await serve.WhenExitedAsync());
        Assert.Equal(
            ["rpc and http started", "workers started", "servers started", "servers stopped", "workers stopped", "rpc stopped", "http stopped"],
            serve.Error.All.Where(static line => line.Contains("\tDEBUG\tendure ", StringComparison.Ordinal)).Select(static line => line.Split('\t')[^1].Split(" after ")[0]));

        async Task<string> ReceiveAsync()
        {
            var buffer = new byte[100];
            return Encoding.ASCII.GetString(buffer, 0, await manager.ReceiveAsync(buffer, TestContext.Current.CancellationToken).Within());
        }
    }

    [Fact]
    public async Task An_event_in_flight_is_answered_before_the_stop()
    {
        await using var serve = await ServeProcess.StartAsync(Pair);
        var held = serve.Journal.HoldMessage("slow");
        using var client = await serve.ConnectAsync();
        await client.SendAsync("slow answer\r\n");
        await held.WhenHeldAsync();

        serve.Signal(Native.SigTerm);
        await serve.Output.WhenAsync(static line => line.StartsWith("Stop signal received", StringComparison.Ordinal));
        held.Release();

        Assert.Equal("slow answer\r\n", await client.ReadToEndAsync());
        Assert.Equal(0, await serve.WhenExitedAsync());
        Assert.All(serve.Pids, static pid => Assert.False(ProcessLedger.IsAlive(pid)));
    }

    [Fact]
    public async Task Ctrl_C_that_reaches_the_workers_too_changes_nothing()
    {
        await using var serve = await ServeProcess.StartAsync(Pair);
        var held = serve.Journal.HoldMessage("slow");
        using var client = await serve.ConnectAsync();
        await client.SendAsync("slow answer\r\n");
        await held.WhenHeldAsync();

        // A terminal sends the signal to every process of its group.
        foreach (var pid in serve.Pids)
        {
            Native.Signal(pid, Native.SigInt);
        }

        serve.Signal(Native.SigInt);
        await serve.Output.WhenAsync(static line => line.StartsWith("Stop signal received", StringComparison.Ordinal));
        held.Release();

        Assert.Equal("slow answer\r\n", await client.ReadToEndAsync());
        Assert.Equal(0, await serve.WhenExitedAsync());
        Assert.DoesNotContain(serve.Error.All, static line => line.Contains("has left while", StringComparison.Ordinal));
        Assert.Equal(["Connected", "Data", "Close"], serve.Journal.Entries.All.Select(static entry => entry.Event));
    }

    [Fact]
    public async Task A_second_stop_signal_ends_at_once_with_code_1()
    {
        await using var serve = await ServeProcess.StartAsync(Pair);
        var held = serve.Journal.HoldMessage("stuck");
        using var client = await serve.ConnectAsync();
        await client.SendAsync("stuck\r\n");
        await held.WhenHeldAsync();

        serve.Signal(Native.SigInt);
        await serve.Output.WhenAsync(static line => line.StartsWith("Stop signal received", StringComparison.Ordinal));
        serve.Signal(Native.SigInt);

        Assert.Equal(1, await serve.WhenExitedAsync());
        held.Release();
        await Task.WhenAll(serve.Pids.Select(serve.Journal.WhenGoneAsync));
    }

    [Fact]
    public async Task A_stop_signal_during_the_start_ends_with_code_0()
    {
        await using var serve = ServeProcess.Launch(RrFile.Of("NoHandshake") with
        {
            Environment = new Dictionary<string, string> { ["SAYS"] = "I have nothing to say." },
        });
        await serve.Error.WhenAsync(static line => line.EndsWith("I have nothing to say.", StringComparison.Ordinal));

        serve.Signal(Native.SigTerm);

        Assert.Equal(0, await serve.WhenExitedAsync());
        Assert.Empty(serve.Output.All);
    }

    [Fact]
    public async Task A_worker_whose_host_is_killed_says_so_in_one_line_and_exits_with_code_1()
    {
        using var folder = new TempFolder();
        var fifo = Native.MakeFifo(folder.PathOf("stderr"));
        var script = folder.Write("worker.sh", $"exec 2>{fifo}\ndotnet {Programs.Recorder}\necho exit code $? >&2\n");
        var stderr = Task.Run(() => File.ReadAllText(fifo), TestContext.Current.CancellationToken);
        await using var serve = await ServeProcess.StartAsync(RrFile.Recorder with { Command = ["sh", script] });
        using (var client = await serve.ConnectAsync())
        {
            Assert.Equal("hello", await client.AskAsync("hello"));
        }

        serve.Signal(Native.SigKill);

        Assert.Equal(
            "[dotnet error] The server has closed the relay without a stop command; the worker ends: end of stream {\"Reason\":\"end of stream\"}\nexit code 1\n",
            await stderr.Within());
        Assert.Equal(137, await serve.WhenExitedAsync());
    }
}
