using System.Diagnostics;
using System.Globalization;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>The commands that ask a running server, as processes.</summary>
public sealed class RpcCommandTests
{
    private static RrFile Pair => RrFile.Recorder with { Workers = 2, More = RpcFile.Socket };

    [Fact]
    public async Task Workers_prints_a_table_of_the_pool()
    {
        await using var serve = await ServeProcess.StartAsync(Pair);

        var run = await CliRun.RunAsync("workers", "-c", serve.ConfigurationFile);

        Assert.Equal((0, ""), (run.Code, run.Error));
        var lines = run.Output.Split('\n');
        Assert.Equal("Workers of [tcp]:", lines[0]);
        Assert.Equal(["PID", "STATUS", "EXECS", "MEMORY", "CPU%", "CREATED"], Cells(lines[2]));
        var rows = lines.Where(static line => line.Contains("ready", StringComparison.Ordinal)).Select(Cells).ToList();
        Assert.Equal(serve.Pids.Order().Select(static pid => pid.ToString(CultureInfo.InvariantCulture)), rows.Select(static row => row[0]));
        Assert.All(rows, static row => Assert.Matches(@"^\d+ MB$", row[3]));
    }

    [Fact]
    public async Task Workers_of_a_plugin_that_nobody_has_prints_nothing()
    {
        await using var serve = await ServeProcess.StartAsync(Pair);
        Assert.Equal(new CliRun(0, "", ""), await CliRun.RunAsync("workers", "nope", "-c", serve.ConfigurationFile));
    }

    [Fact]
    public async Task Interactive_workers_draws_until_Ctrl_C()
    {
        await using var serve = await ServeProcess.StartAsync(Pair);
        Assert.Equal(0, await CliRun.InterruptAsync(static line => line.Contains("STATUS", StringComparison.Ordinal), count: 2, "workers", "-i", "-c", serve.ConfigurationFile));
    }

    [Fact]
    public async Task Reset_replaces_the_workers_and_says_so()
    {
        await using var serve = await ServeProcess.StartAsync(Pair);

        var run = await CliRun.RunAsync("reset", "-c", serve.ConfigurationFile);

        Assert.Equal(new CliRun(0, "", "resetting plugin: [tcp]\nplugin reset: [tcp]"), run);
        Assert.All(serve.Pids, static pid => Assert.False(ProcessLedger.IsAlive(pid)));
        using var client = await serve.ConnectAsync();
        Assert.Equal("hello", await client.AskAsync("hello"));
    }

    [Fact]
    public async Task A_reset_that_fails_is_said()
    {
        await using var serve = await ServeProcess.StartAsync(Pair);

        var run = await CliRun.RunAsync("reset", "nope", "-c", serve.ConfigurationFile);

        Assert.Equal(1, run.Code);
        Assert.Contains("no such plugin: nope", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("plugin reset", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_ends_the_server_of_the_pid_file()
    {
        await using var serve = await ServeProcess.StartAsync(Pair, "-p");

        var run = await CliRun.RunAsync("stop", "-c", serve.ConfigurationFile);

        Assert.Equal(0, run.Code);
        Assert.StartsWith("stopping process with PID: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, await serve.WhenExitedAsync());
        Assert.All(serve.Pids, static pid => Assert.False(ProcessLedger.IsAlive(pid)));
        var again = await CliRun.RunAsync("stop", "-c", serve.ConfigurationFile);
        Assert.Equal(1, again.Code);
        Assert.EndsWith("No such process", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_with_force_is_content_with_a_process_that_has_gone_by_the_second_signal()
    {
        using var folder = new TempFolder();
        using var process = Process.Start("sleep", "60");
        ProcessLedger.Remember(process.Id);
        folder.Write(".pid", process.Id.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(new CliRun(0, "", $"stopping process with PID: {process.Id}"), await CliRun.RunAsync("stop", "-f", "-w", folder.Path));
        await process.WaitForExitAsync().Within();
    }

    [Fact]
    public async Task A_pid_file_that_cannot_be_written_ends_the_server_with_one_line()
    {
        using var folder = new TempFolder();
        var config = folder.Write(".rr.yaml", (RrFile.Recorder with { UsesJournal = false }).ToYaml(""));
        var path = folder.PathOf(".pid");
        Directory.CreateDirectory(path);

        var run = await CliRun.RunAsync("serve", "-p", "-s", "-c", config);

        Assert.Equal(1, run.Code);
        Assert.Equal($"{path} cannot be written: Access to the path '{path}' is denied.", run.Error.Split('\n')[^1]);
    }

    [Theory]
    [InlineData("workers", "rpc:\n  listen: unix://nobody.sock\n", "nobody.sock failed: ")]
    [InlineData("reset", "rpc:\n  listen: unix://nobody.sock\n", "nobody.sock failed: ")]
    [InlineData("workers", "version: \"3\"\n", "the file has no section \"rpc\"")]
    [InlineData("workers", "rpc:\n  listen: tcp://127.0.0.1:0\n", "rpc.listen: the system chooses a port for 0")]
    [InlineData("workers", "rpc:\n  listen: nonsense\n", "\"nonsense\" has no protocol")]
    [InlineData("workers", null, "there is no such file")]
    [InlineData("stop", null, "it is written by `dotnet rr serve -p`")]
    public async Task What_cannot_be_reached_is_said_with_code_1(string command, string? yaml, string expected)
    {
        using var folder = new TempFolder();
        var file = yaml is null ? folder.PathOf(".rr.yaml") : folder.Write(".rr.yaml", yaml);

        var run = await CliRun.RunAsync(command, "-c", file);

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    // A file for Go RoadRunner, with plugins and keys that this host does not have.
    [Fact]
    public async Task A_file_of_another_server_is_read_for_its_rpc_address_alone()
    {
        await using var serve = await ServeProcess.StartAsync(Pair);
        using var folder = new TempFolder();
        var socket = Path.Combine(Path.GetDirectoryName(serve.ConfigurationFile)!, "rpc.sock");
        var file = folder.Write(".rr.yaml", $"http: {{ address: 1 }}\ntcp: {{ nonsense: 1 }}\nrpc: {{ listen: \"unix://{socket}\" }}\n");

        var run = await CliRun.RunAsync("workers", "-c", file);

        Assert.Equal(0, run.Code);
        Assert.Contains("Workers of [tcp]:", run.Output, StringComparison.Ordinal);
    }

    private static string[] Cells(string line) => [.. line.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
