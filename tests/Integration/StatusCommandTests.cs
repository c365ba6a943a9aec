using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using RoadRunner.Host.Http;
using RoadRunner.Host.Rpc;
using RoadRunner.Host.Rpc.Codecs;
using RoadRunner.Host.Rpc.Services;
using RoadRunner.Host.Workers;
using RoadRunner.Integration.Fixture;
using Spiral.Goridge;

namespace RoadRunner.Integration;

/// <summary><c>dotnet rr status</c> at this host, and at servers that know less.</summary>
public sealed class StatusCommandTests
{
    private const string Sections = RpcFile.Socket + "kv: { state: { driver: memory }, other: { driver: memory } }\nstatus: { address: \"127.0.0.1:0\" }\n";

    [Fact]
    public async Task Fifteen_requests_and_two_errors_on_a_pool_of_two_are_seventeen_and_two()
    {
        await using var serve = await ServeProcess.StartAsync(RrFile.Of("SessionCounter") with { Workers = 2, UsesJournal = false, Servers = [RrFile.Main, "status"], More = Sections });
        using var client = await serve.ConnectAsync();
        for (var request = 0; request < 15; request++)
        {
            await client.AskAsync("x");
        }

        for (var failure = 0; failure < 2; failure++)
        {
            using var unlucky = await serve.ConnectAsync();
            Assert.Equal("Something went wrong", await unlucky.AskAsync("fail"));
        }

        // Workers say what they did once in a second; until all have, the sum is smaller.
        using var limit = new CancellationTokenSource(TestLimit.Generous);
        CliRun run;
        do
        {
            limit.Token.ThrowIfCancellationRequested();
            run = await CliRun.RunAsync("status", "--json", "-c", serve.ConfigurationFile);
            Assert.Equal((0, ""), (run.Code, run.Error));
        }
        while (!run.Output.Contains("\"requests\":17,\"errors\":2,", StringComparison.Ordinal));

        using var report = JsonDocument.Parse(run.Output);
        var root = report.RootElement;
        Assert.Equal(["ready", "reason", "server", "pools", "servers", "services"], root.EnumerateObject().Select(static one => one.Name));
        Assert.True(root.GetProperty("ready").GetBoolean());
        Assert.Equal("RoadRunner.Host 2025.1.15", $"{root.GetProperty("server").GetProperty("name")} {root.GetProperty("server").GetProperty("protocol")}");
        var pool = Assert.Single(root.GetProperty("pools").EnumerateArray());
        Assert.Equal("tcp 2 {\"ready\":2}", $"{pool.GetProperty("name")} {pool.GetProperty("workers")} {pool.GetProperty("states")}");
        Assert.Equal(serve.Pids.Order(), pool.GetProperty("pids").EnumerateArray().Select(static pid => pid.GetInt32()));
        Assert.Equal(
            ["""{"name":"main","framing":"exact","connections":1}""", """{"name":"status","framing":"exact","connections":0}"""],
            root.GetProperty("servers").EnumerateArray().Select(static server => server.GetRawText()));
        var service = root.GetProperty("services").EnumerateArray().Single(static service => service.GetProperty("name").GetString() == "main");
        Assert.Equal(
            ["name", "status", "class", "pids", "uptime", "requests", "errors", "inFlight", "avgResponseTime", "bytesReceived", "bytesSent", "storage"],
            service.EnumerateObject().Select(static one => one.Name));
        Assert.Equal("running RoadRunner.TestWorkers.CountingService state", $"{service.GetProperty("status")} {service.GetProperty("class")} {service.GetProperty("storage")}");
        Assert.Equal(serve.Pids.Order(), service.GetProperty("pids").EnumerateArray().Select(static pid => pid.GetInt32()));
        Assert.True(service.GetProperty("avgResponseTime").GetDouble() > 0);
        Assert.True(service.GetProperty("uptime").GetDouble() > 0);
        Assert.Equal((15 * 3) + (2 * 6), service.GetProperty("bytesReceived").GetInt64());

        await AssertTablesAsync(serve.ConfigurationFile);
    }

    [Fact]
    public async Task What_a_server_of_another_kind_does_not_know_is_left_out()
    {
        using var folder = new TempFolder();
        await using var server = await StartAsync(folder, new RpcServiceMethods("status"), """{"kv":{"local":{"driver":"memory"}},"tcp":{"pool":{"debug":false}}}""", WorkerState.Ready);

        var run = await CliRun.RunAsync("status", "--json", "-c", folder.PathOf(".rr.yaml"));

        Assert.Equal(0, run.Code);
        Assert.Equal(
            """{"ready":true,"reason":null,"server":{"name":"RoadRunner","version":"2024.3.5","protocol":"2024.3.5"},"pools":[{"name":"tcp","workers":1,"states":{"ready":1},"pids":[4711]}],"servers":[],"services":[]}""",
            run.Output);
        Assert.StartsWith("warning: storage local: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_ready_ends_with_code_1_and_the_reason()
    {
        using var folder = new TempFolder();
        await using var server = await StartAsync(folder, StatusService.Create(new HostHealth([]), unavailableCode: 503), "[]", WorkerState.Stopping);

        var run = await CliRun.RunAsync("status", "-c", folder.PathOf(".rr.yaml"));

        Assert.Equal(new CliRun(1, "RoadRunner 2024.3.5: not ready\nWorkers of [tcp]: 1 (1 stopping)", "not ready: the host is starting"), run);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_document_too()
    {
        using var folder = new TempFolder();
        var run = await CliRun.RunAsync("status", "--json", "-c", folder.Write(".rr.yaml", RpcFile.Socket));

        Assert.Equal(1, run.Code);
        Assert.Contains("rpc.sock failed: ", run.Error, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(run.Output);
        Assert.False(report.RootElement.GetProperty("ready").GetBoolean());
        Assert.Equal(run.Error, report.RootElement.GetProperty("reason").GetString());
    }

    private static async Task AssertTablesAsync(string file)
    {
        var run = await CliRun.RunAsync("status", "--storage", "state", "-c", file);
        Assert.Equal((0, ""), (run.Code, run.Error));
        var lines = run.Output.Split('\n');
        Assert.Matches(@"^RoadRunner\.Host \d+\.\d+\.\d+ \(RoadRunner 2025\.1\.15\): ready$", lines[0]);
        Assert.Equal("Workers of [tcp]: 2 (2 ready)", lines[1]);
        var rows = lines.Where(static line => line.StartsWith("| ", StringComparison.Ordinal)).Select(static line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)).ToList();
        Assert.Equal(["main", "exact", "1"], rows[1]);
        Assert.Equal(["SERVICE", "STATUS", "WORKERS", "UPTIME", "REQUESTS", "ERRORS", "AVG TIME", "CLASS"], rows[3]);
        var service = rows.Single(static row => row.Length == 8 && row[0] == "main");
        Assert.Equal(["main", "running", "2", "17", "2", "RoadRunner.TestWorkers.CountingService"], [.. service[..3], .. service[4..6], service[7]]);

        var other = await CliRun.RunAsync("status", "--storage", "nope", "-c", file);
        Assert.Equal(0, other.Code);
        Assert.StartsWith("warning: storage nope: ", other.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("SERVICE", other.Output, StringComparison.Ordinal);
    }

    /// <summary>Starts a server that knows what RoadRunner knows of the command, and a file that leads to it.</summary>
    private static async Task<RpcServer> StartAsync(TempFolder folder, RpcServiceMethods status, string configuration, WorkerState state)
    {
        var server = new RpcServer(new RpcServerOptions(RelayAddress.Unix(folder.PathOf("rpc.sock"))), TimeProvider.System, NullLoggerFactory.Instance);
        await server.StartAsync(TestContext.Current.CancellationToken);
        folder.Write(".rr.yaml", RpcFile.Socket);
        server.Serve(new RpcMethodTable(
        [
            status,
            new RpcServiceMethods("rpc")
                .Add("Version", RpcArguments.Bool, RpcResults.Text, static _ => "2024.3.5")
                .Add("Config", RpcArguments.Bool, RpcResults.Bytes, _ => (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(configuration)),
            new RpcServiceMethods("informer")
                .Add("List", RpcArguments.Bool, RpcResults.TextList, static _ => (IReadOnlyList<string>)["tcp"])
                .Add("Workers", RpcArguments.Text, new WorkerReportsResult(), _ => (IReadOnlyList<WorkerReport>)[new(new WorkerInfo(4711, state, 1, DateTimeOffset.UnixEpoch), default)]),
        ]));
        return server;
    }
}
