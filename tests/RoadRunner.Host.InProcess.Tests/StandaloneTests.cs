using Microsoft.Extensions.DependencyInjection;
using Spiral.RoadRunner.KeyValue;
using Spiral.RoadRunner.Rpc;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Host.InProcess.Tests;

public sealed class StandaloneTests
{
    [Fact]
    public async Task Clients_are_served_many_at_once()
    {
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = 0;
        await using var program = StandaloneProgram.Build(app => app.MapServer("main").UseLines().Handle(async context =>
        {
            if (Interlocked.Increment(ref arrived) == 10)
            {
                all.SetResult();
            }

            await all.Task;
            return TcpReply.Respond(context.GetText() + "!\r\n");
        }));
        await program.StartAsync(StandaloneProgram.Servers("main"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => AskAsync(program, "main", $"{number}"))).Within();

        Assert.Equal(Enumerable.Range(0, 10).Select(static number => $"{number}!"), answers);
        Assert.Equal(0, await program.StopAsync());
    }

    [Fact]
    public async Task Storages_and_locks_are_reached_without_a_port()
    {
        await using var program = StandaloneProgram.Build(
            static app => app.MapServer("main").Handle(static async context =>
            {
                var storage = context.Services.GetRequiredService<KeyValueStorage>();
                await storage.SetTextAsync("key", "value");
                await context.Services.GetRequiredService<LockClient>().LockAsync("resource", "me");
                return TcpReply.Respond($"{await storage.GetTextAsync("key")} {await context.Services.GetRequiredService<ServerClient>().VersionAsync()}\r\n");
            }),
            static builder => builder.Services.AddKeyValueStorage("storage"));
        var host = await program.StartAsync(StandaloneProgram.Servers("main"));

        Assert.Equal($"value {RoadRunnerHost.WireVersion}", await AskAsync(program, "main", "x"));
        Assert.Null(host.RpcAddress);
        Assert.Equal(["key"], host.ListKeys("storage"));
        Assert.Throws<ArgumentException>(() => host.ListKeys("other"));
    }

    [Fact]
    public async Task The_application_starts_after_rpc_and_stops_after_the_last_event()
    {
        var steps = new List<string>();
        await using var program = StandaloneProgram.Build(
            static app => app.MapServer("main").Handle<StepsService>(),
            builder =>
            {
                builder.Services.AddSingleton(steps);
                builder.Services.AddKeyValueStorage("storage");
            });
        await program.StartAsync(StandaloneProgram.Servers("main"));
        await using var client = await program.ConnectAsync("main");
        await client.WriteAsync("x\r\n"u8.ToArray());
        Assert.Equal('!', client.ReadByte());

        Assert.Equal(0, await program.StopAsync());

        Assert.Equal(["start: value", "data", "closed", "stop: value"], steps);
    }

    [Fact]
    public async Task A_stop_ends_what_is_in_flight_and_tells_its_handler()
    {
        var inside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var program = StandaloneProgram.Build(app => app.MapServer("main").Handle(async context =>
        {
            inside.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return TcpReply.Respond("done\r\n");
        }));
        await program.StartAsync(StandaloneProgram.Servers("main"));
        var answer = AskAsync(program, "main", "x");
        await inside.Task.Within();

        Assert.Equal(0, await program.StopAsync());
        Assert.Equal("done", await answer.Within());
    }

    [Fact]
    public async Task Servers_without_handler_and_handlers_without_server_are_warned_about()
    {
        await using var program = StandaloneProgram.Build(static app =>
        {
            app.MapServer("both").Handle(static _ => TcpReply.Read);
            app.MapServer("mapped").Handle(static _ => TcpReply.Read);
        });
        await program.StartAsync(StandaloneProgram.Servers("both", "configured"));

        var warnings = program.Log.Records.Where(static record => record.Level == Microsoft.Extensions.Logging.LogLevel.Warning).Select(static record => record.Message);
        Assert.Equal(
            [
                "The application handles the server mapped, which the configuration does not have; it has both, configured",
                "the configuration has the server configured, which the application does not handle, so its connections are closed; it handles both, mapped",
            ],
            warnings);
    }

    [Fact]
    public async Task A_file_needs_no_command_and_one_that_cannot_be_used_is_explained()
    {
        var folder = Directory.CreateTempSubdirectory("standalone-");
        try
        {
            var file = Path.Combine(folder.FullName, ".rr.yaml");
            await File.WriteAllTextAsync(file, "version: \"3\"\ntcp:\n  servers:\n    main:\n      addr: 127.0.0.1:0\n");
            await using (var program = StandaloneProgram.Build(static app => app.MapServer("main").UseLines().Handle(static _ => TcpReply.Respond("ok\r\n"))))
            {
                var run = program.RunFileAsync(file);
                await program.Started.Within();
                Assert.Equal("ok", await AskAsync(program, "main", "x"));
                Assert.Equal(0, await program.StopAsync());
                Assert.True(run.IsCompleted);
            }

            await File.WriteAllTextAsync(file, "version: \"3\"\ntcp:\n  servers:\n    main:\n      adr: 127.0.0.1:0\n");
            await using var broken = StandaloneProgram.Build(static app => app.MapServer("main"));
            Assert.Equal(1, await broken.RunFileAsync(file).Within());
            Assert.Contains($"{file}:5: ", broken.Error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Overrides_and_variables_of_a_file_count_and_the_handlers_find_the_variables()
    {
        const string variable = "STANDALONE_TEST_GREETING";
        var folder = Directory.CreateTempSubdirectory("standalone-");
        try
        {
            var file = Path.Combine(folder.FullName, ".rr.yaml");
            await File.WriteAllTextAsync(file, "version: \"3\"\n");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, ".env"), $"{variable}=hello\n");
            await using var program = StandaloneProgram.Build(static app => app.MapServer("main").UseLines().Handle(static _ => TcpReply.Respond($"{Environment.GetEnvironmentVariable(variable)}\r\n")));
            _ = program.RunSourceAsync(new() { File = file, DotEnvFile = ".env", Environment = static _ => null, Overrides = ["tcp.servers.main.addr=127.0.0.1:0"] });
            await program.Started.Within();

            Assert.Equal("hello", await AskAsync(program, "main", "x"));
            Assert.Equal(0, await program.StopAsync());
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_service_that_fails_to_start_ends_the_run_before_a_server_is_open()
    {
        await using var program = StandaloneProgram.Build(static app => app.MapServer("main").Handle<BrokenService>());

        var failure = await Assert.ThrowsAsync<TcpServiceStartException>(() => program.RunAsync(new StandaloneOptions { Configuration = StandaloneProgram.Servers("main") }).Within());

        Assert.Contains(nameof(BrokenService), failure.Message, StringComparison.Ordinal);
        Assert.False(program.Started.IsCompleted);
    }

    [Fact]
    public async Task The_application_can_stop_itself()
    {
        await using var program = StandaloneProgram.Build(static app => app.MapServer("main").Handle(context =>
        {
            app.Lifetime.StopApplication();
            return TcpReply.Respond("bye\r\n");
        }));
        await program.StartAsync(StandaloneProgram.Servers("main"));

        Assert.Equal("bye", await AskAsync(program, "main", "x"));
        Assert.Equal(0, await program.StopAsync());
    }

    [Fact]
    public async Task An_application_without_AddStandalone_says_what_is_missing()
    {
        await using var application = TcpApplication.CreateEmbeddedBuilder().Build();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => application.RunStandaloneAsync());

        Assert.Equal("The builder of the application needs AddStandalone().", failure.Message);
    }

    private static async Task<string?> AskAsync(StandaloneProgram program, string server, string line)
    {
        await using var stream = await program.ConnectAsync(server);
        await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(line + "\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync().Within();
    }

    private sealed class BrokenService : TcpService
    {
        public override ValueTask OnInit(CancellationToken cancellationToken) => throw new InvalidOperationException("on purpose");
    }

    private sealed class StepsService(List<string> steps, KeyValueStorage storage) : TcpService
    {
        public override async ValueTask OnStart(CancellationToken cancellationToken)
        {
            await storage.SetTextAsync("key", "value", cancellationToken: cancellationToken);
            steps.Add($"start: {await storage.GetTextAsync("key", cancellationToken)}");
        }

        public override ValueTask<TcpReply> OnData(TcpContext context)
        {
            steps.Add("data");
            return TcpReply.Respond("!");
        }

        public override ValueTask OnClosed(TcpContext context)
        {
            steps.Add("closed");
            return ValueTask.CompletedTask;
        }

        public override async ValueTask OnStop(CancellationToken cancellationToken) => steps.Add($"stop: {await storage.GetTextAsync("key", cancellationToken)}");
    }
}
