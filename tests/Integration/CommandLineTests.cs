using System.Text;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>The flags of <c>dotnet rr</c>, as processes; what they mean in detail is tested without one.</summary>
public sealed class CommandLineTests
{
    private const string Included = "version: \"3\"\ntcp: { pool: { num_workers: 3, max_jobs: 50 }, servers: { main: { delimiter: \"!\" } } }\n";

    [Fact]
    public async Task A_server_is_described_by_its_file_included_files_variables_and_overrides()
    {
        using var folder = new TempFolder();
        folder.Write("pool.yaml", Included);
        folder.Write("first.env", "STAGE=first\nSAYS=\"from a file\"\n");
        var file = RrFile.Recorder with
        {
            Command = ["sh", "-c", $"pwd >&2; printenv SAYS >&2; exec dotnet {Programs.Recorder}"],
            Server = ["on_init: { command: [printenv, STAGE] }"],
            More = "include: pool.yaml\n" + RpcFile.Socket,
        };

        await using var serve = await ServeProcess.StartAsync(
            file, "-w", folder.Path, "--dotenv", "first.env", "-o", "tcp.pool.num_workers=2", "--override=host.farewell='Bye=$STAGE'", "-p");

        Assert.Equal(2, serve.Pids.Count);
        using var client = await serve.ConnectAsync();
        await client.SendAsync("hello!");
        Assert.Equal("hello!", Encoding.UTF8.GetString(await client.ReadAsync("hello!".Length)));
        await serve.Error.WhenAsync(static line => line.Contains("from a file", StringComparison.Ordinal));
        Assert.Contains(serve.Error.All, line => line.Contains(folder.Path, StringComparison.Ordinal));
        Assert.Contains(serve.Error.All, static line => line.Contains("on_init: first", StringComparison.Ordinal));

        var workers = await CliRun.RunAsync("-w", folder.Path, "workers", "-o", "rpc.listen=unix://rpc.sock", "tcp", "-c", serve.ConfigurationFile);
        Assert.Equal((0, ""), (workers.Code, workers.Error));
        Assert.Contains("Workers of [tcp]:", workers.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await CliRun.RunAsync("stop", "--workdir", folder.Path, "-o", "any=thing", "-e")).Code);
        Assert.Equal("Bye=first", await client.ReadToEndAsync());
        Assert.Equal(0, await serve.WhenExitedAsync());
    }

    [Theory]
    [InlineData("Option 'd' is unknown.", "serve", "-d")]
    [InlineData("Option 'o, override' has no value.", "serve", "-o")]
    [InlineData("-o a: there is no \"=\"; write key.path=value", "serve", "-oa")]
    [InlineData("-o a: there is no value behind \"=\"; write key.path=value", "--override=a=", "reset")]
    [InlineData("-w no-such-folder: there is no such directory", "workers", "--WorkDir", "no-such-folder")]
    [InlineData("--dotenv no-such-file: there is no such file", "serve", "--dotenv", "no-such-file")]
    public async Task What_is_wrong_with_a_command_line_is_said_with_code_1(string expected, params string[] arguments)
    {
        var run = await CliRun.RunAsync(arguments);

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_of_every_source_are_printed_in_one_run()
    {
        using var folder = new TempFolder();
        folder.Write("rr.yaml", "version: \"3\"\ninclude: [a.yaml]\ntcp: { servers: { main: { addr: nonsense } } }\n");
        folder.Write("a.yaml", "version: \"3\"\nserver: {}\n");

        var run = await CliRun.RunAsync("serve", "-c", "rr.yaml", "-w", folder.Path, "-o", "host.framing=x");

        Assert.Equal(
            """
            rr.yaml:3: tcp.servers.main.addr: The port is missing in "tcp://nonsense": expected tcp://host:port
            a.yaml:2: server.command: command should not be empty
            -o host.framing: "x" is not one of exact, raw, roadrunner
            """,
            Scrub.Text(run.Error));
        Assert.Equal((1, ""), (run.Code, run.Output));
    }

    [Fact]
    public async Task Help_and_version_are_printed_with_code_0()
    {
        var help = await CliRun.RunAsync("serve", "--help");
        Assert.Equal((0, ""), (help.Code, help.Error));
        Snapshot.Match(string.Join('\n', help.Output.Split('\n').Skip(1)), "help");

        var version = await CliRun.RunAsync("-v");
        Assert.Equal((0, ""), (version.Code, version.Error));
        Assert.Equal(version, await CliRun.RunAsync("--version"));
    }
}
