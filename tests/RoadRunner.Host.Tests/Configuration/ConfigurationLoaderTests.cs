using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

public sealed class ConfigurationLoaderTests
{
    [Fact]
    public void A_minimal_file_gets_the_defaults_of_RoadRunner()
    {
        var configuration = ConfigurationFile.Load(ConfigurationFile.Minimal);

        Assert.Equal("3", configuration.Version);
        Assert.Equal(["dotnet", "App.dll"], configuration.Server.Command);
        Assert.Empty(configuration.Server.Environment);
        Assert.Equal(RelayAddress.Pipes, configuration.Server.Relay);
        Assert.Null(configuration.Rpc);
        Assert.Equal(LogMode.Development, configuration.Logs.Mode);
        Assert.Equal(LogLevel.Debug, configuration.Logs.Level);
        Assert.Equal(LogEncoding.Console, configuration.Logs.Encoding);
        Assert.Empty(configuration.Logs.Channels);
        Assert.Equal(1024 * 1024, configuration.Tcp.ReadBufferBytes);
        Assert.Equal(["dotnet", "App.dll"], configuration.Tcp.Pool.Command);
        Assert.Equal(Environment.ProcessorCount, configuration.Tcp.Pool.NumWorkers);
        Assert.Equal(TimeSpan.FromMinutes(1), configuration.Tcp.Pool.AllocateTimeout);
        Assert.Equal(TimeSpan.FromMinutes(1), configuration.Tcp.Pool.DestroyTimeout);
        Assert.Equal(TimeSpan.FromSeconds(30), configuration.Endure.GracePeriod);
        Assert.Equal(FramingMode.Exact, configuration.Host.Framing);
        Assert.Equal(64 * 1024 * 1024, configuration.Host.Limits.MaxMessageBytes);
        Assert.Equal(TimeSpan.FromSeconds(20), configuration.Host.Limits.DrainTimeout);
        Assert.Empty(configuration.Warnings);

        var server = Assert.Single(configuration.Tcp.Servers);
        Assert.Equal("main", server.Name);
        Assert.Equal(RelayAddress.Tcp("127.0.0.1", 7777), server.Address);
        Assert.Equal("\r\n"u8, server.Delimiter.Span);
        Assert.Equal(new ConfigurationPlace(server.Place.File, 7), server.Place);
    }

    [Fact]
    public void Every_key_of_this_version_is_read()
    {
        var configuration = ConfigurationFile.Load(
            """
            version: '3'
            rpc:
              listen: tcp://127.0.0.1:6002
            server:
              command: dotnet App.dll
              relay: unix://rr.sock
              env:
                app_mode: demo
            logs:
              mode: production
              level: warn
              channels:
                tcp: { level: error }
            tcp:
              servers:
                smtp: { addr: "tcp://127.0.0.1:1025", delimiter: "\r\n" }
                server2: { addr: "tcp://127.0.0.1:8889", delimiter: "^" }
              read_buf_size: 2
              pool:
                command: [dotnet, Other.dll]
                num_workers: 2
                allocate_timeout: 10s
                destroy_timeout: 1m30s
            endure:
              grace_period: 45s
            host:
              framing: exact
              limits:
                max_message_size: 1MiB
                drain_timeout: 5s
            kv:
              local: { driver: memory, config: {} }
            """);

        Assert.Equal(new RpcConfiguration(RelayAddress.Tcp("127.0.0.1", 6002), "tcp://127.0.0.1:6002"), configuration.Rpc);
        Assert.Equal(["dotnet", "App.dll"], configuration.Server.Command);
        Assert.Equal(RelayAddress.Unix("rr.sock"), configuration.Server.Relay);
        Assert.Equal([new("APP_MODE", "demo")], configuration.Server.Environment);
        Assert.Equal(LogMode.Production, configuration.Logs.Mode);
        Assert.Equal(LogLevel.Warning, configuration.Logs.Level);
        Assert.Equal(
            new LogChannelConfiguration("tcp", LogMode.Production, LogLevel.Error, LogEncoding.Json), configuration.Logs.Channels["tcp"]);
        Assert.Equal(["smtp", "server2"], configuration.Tcp.Servers.Select(server => server.Name));
        Assert.Equal("^"u8, configuration.Tcp.Servers[1].Delimiter.Span);
        Assert.Equal(2 * 1024 * 1024, configuration.Tcp.ReadBufferBytes);
        Assert.Equal(["dotnet", "Other.dll"], configuration.Tcp.Pool.Command);
        Assert.Equal(2, configuration.Tcp.Pool.NumWorkers);
        Assert.Equal(TimeSpan.FromSeconds(10), configuration.Tcp.Pool.AllocateTimeout);
        Assert.Equal(TimeSpan.FromSeconds(90), configuration.Tcp.Pool.DestroyTimeout);
        Assert.Equal(TimeSpan.FromSeconds(45), configuration.Endure.GracePeriod);
        Assert.Equal(1024 * 1024, configuration.Host.Limits.MaxMessageBytes);
        Assert.Equal(TimeSpan.FromSeconds(5), configuration.Host.Limits.DrainTimeout);
        Assert.Empty(configuration.Warnings);
    }

    [Fact]
    public void The_working_directory_is_that_of_the_file()
    {
        using var file = new ConfigurationFile(ConfigurationFile.Minimal);

        var configuration = file.Load();

        Assert.Equal(file.Path, configuration.File);
        Assert.Equal(Path.GetDirectoryName(file.Path), configuration.WorkingDirectory);
    }

    [Fact]
    public void A_missing_file_is_named_with_its_full_path()
    {
        var error = Assert.Throws<ConfigurationException>(() => ConfigurationLoader.Load("no-such.yaml", _ => null));

        Assert.Equal($"no-such.yaml: there is no such file (looked for {Path.GetFullPath("no-such.yaml")})", error.Message);
        Assert.Equal(0, Assert.Single(error.Errors).Place.Line);
    }

    [Fact]
    public void A_directory_is_no_file()
    {
        using var file = new ConfigurationFile("");
        var directory = Path.GetDirectoryName(file.Path)!;

        var error = Assert.Throws<ConfigurationException>(() => ConfigurationLoader.Load(directory, _ => null));

        Assert.StartsWith($"{directory}: the file cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_come_in_one_run_in_the_order_of_their_lines()
    {
        const string text =
            """
            version: 3
            tcp:
              pool:
                num_wokers: 2
                allocate_timeout: 5
              servers:
                main: { addr: "udp://127.0.0.1:7777" }
                two: {}
            server:
              comand: dotnet App.dll
            host: { framing: lines }
            """;

        using var file = new ConfigurationFile(text);
        var error = Assert.Throws<ConfigurationException>(() => file.Load());

        Assert.Equal(
            """
            .rr.yaml:1: version should be a string, in quotes: version: "3"
            .rr.yaml:4: unknown key "num_wokers" in tcp.pool; did you mean "num_workers"?
            .rr.yaml:5: tcp.pool.allocate_timeout: "5" has no unit; write for example "5s" (Go RoadRunner takes a bare number for nanoseconds)
            .rr.yaml:7: tcp.servers.main.addr: invalid protocol "udp" in "udp://127.0.0.1:7777"; accepted are tcp://host:port, host:port, :port and unix://path
            .rr.yaml:8: empty address for the server: two
            .rr.yaml:9: server.command: command should not be empty
            .rr.yaml:10: unknown key "comand" in server; did you mean "command"?
            .rr.yaml:11: host.framing: "lines" is not one of exact, raw, roadrunner
            """,
            file.WithoutDirectory(error.Message));
        Assert.Equal(
            [
                "version", "tcp.pool.num_wokers", "tcp.pool.allocate_timeout", "tcp.servers.main.addr", "tcp.servers.two.addr",
                "server.command", "server.comand", "host.framing",
            ],
            error.Errors.Select(e => e.Path));
        Assert.Equal([1, 4, 5, 7, 8, 9, 10, 11], error.Errors.Select(e => e.Place.Line));
        Assert.All(error.Errors, e => Assert.Equal(file.Path, e.Place.File));
    }

    [Fact]
    public void A_file_in_JSON_is_read_too()
    {
        const string json =
            "{\n\t\"version\": \"3\",\n\t\"server\": { \"command\": [\"app\"] },\n\t\"host\": { \"farewell\": \"a\\/b \\ud83d\\ude00 \\u00e9\\r\\n\" },\n"
            + "\t\"tcp\": {\n\t\t\"servers\": {\n\t\t\t\"main\": { \"addr\": \":7777\", \"delimiter\": null }\n\t\t},\n\t\t\"pool\": { \"num_workers\": 2, \"debug\": false }\n\t}\n}\n";
        using var file = new ConfigurationFile("").With("rr.json", json);

        var configuration = ConfigurationLoader.Load(file.Source() with { File = Path.Combine(file.Directory, "rr.json") });

        Assert.Equal(RelayAddress.Tcp("", 7777), Assert.Single(configuration.Tcp.Servers).Address);
        Assert.Equal("a/b \U0001F600 \u00e9\r\n", configuration.Host.Farewell);
        Assert.Equal(2, configuration.Tcp.Pool.NumWorkers);
    }

    [Fact]
    public void A_file_in_TOML_is_not_read()
    {
        using var file = new ConfigurationFile("").With("rr.toml", "version = \"3\"\n");

        Assert.Equal(
            "rr.toml: this host does not read TOML; write the configuration as YAML or JSON",
            file.Errors(file.Source() with { File = Path.Combine(file.Directory, "rr.toml") }));
    }

    [Fact]
    public void A_file_without_an_end_is_not_read_for_ever()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no such file elsewhere.");

        var error = Assert.Throws<ConfigurationException>(() => ConfigurationLoader.Load("/dev/zero", _ => null));

        Assert.Equal("/dev/zero: the file is larger than 16777216 bytes, the limit (looked at /dev/zero)", error.Message);
    }
}
