using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

public sealed class KnownKeysTests
{
    [Theory]
    [InlineData("tcp: { pol: {} }", "unknown key \"pol\" in tcp; did you mean \"pool\"?")]
    [InlineData("tcp: { pool: { num_wokers: 2 } }", "unknown key \"num_wokers\" in tcp.pool; did you mean \"num_workers\"?")]
    [InlineData("tcp: { pool: { Workers: 2 } }", "unknown key \"Workers\" in tcp.pool; did you mean \"num_workers\"?")]
    [InlineData("tcp: { pool: { maxjobs: 2 } }", "unknown key \"maxjobs\" in tcp.pool; did you mean \"max_jobs\"?")]
    [InlineData("tcp: { pool: { supervisor: { tll: 1s } } }", "unknown key \"tll\" in tcp.pool.supervisor; did you mean \"ttl\"?")]
    [InlineData("tcp: { colour: red }", "unknown key \"colour\" in tcp; known keys: pool, read_buf_size, servers")]
    [InlineData("rpc: { address: x }", "unknown key \"address\" in rpc; known keys: listen")]
    [InlineData("logs: { file_logger_options: { max_sise: 1 } }", "unknown key \"max_sise\" in logs.file_logger_options; did you mean \"max_size\"?")]
    [InlineData("status: { adress: x }", "unknown key \"adress\" in status; did you mean \"address\"?")]
    [InlineData("endure: { grace: 1s }", "unknown key \"grace\" in endure; did you mean \"grace_period\"?")]
    [InlineData("host: { framings: exact }", "unknown key \"framings\" in host; did you mean \"framing\"?")]
    [InlineData("host: { limits: { colour: 1 } }", "unknown key \"colour\" in host.limits; known keys: drain_timeout, idle_timeout, max_connections, max_connections_per_ip, max_message_size, read_timeout, write_timeout")]
    [InlineData("server: { on_init: { comand: x } }", "unknown key \"comand\" in server.on_init; did you mean \"command\"?")]
    public void An_unknown_key_of_a_known_section_is_an_error(string section, string expected)
    {
        var others = "version: \"3\"\n"
            + (section.StartsWith("server", StringComparison.Ordinal) ? "" : "server: { command: app }\n")
            + (section.StartsWith("tcp", StringComparison.Ordinal) ? "" : "tcp: { servers: { main: { addr: \":7777\" } } }\n");
        var errors = ConfigurationFile.Errors(others + section + "\n").Split('\n');

        Assert.Contains(errors, error => error.EndsWith($": {expected}", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_key_of_a_server_names_the_server() => Assert.Equal(
        ".rr.yaml:8: unknown key \"address\" in tcp.servers.main; did you mean \"addr\"?",
        ConfigurationFile.Errors(ConfigurationFile.Minimal + "      address: x\n"));

    [Fact]
    public void Sections_of_other_plugins_are_left_alone()
    {
        var configuration = ConfigurationFile.Load(
            ConfigurationFile.Minimal
            + """
              http: { address: "127.0.0.1:8080", unknown: [1, 2] }
              jobs: ~
              status: { address: "127.0.0.1:2114" }
              x-anything: ${not closed
              """);

        Assert.Empty(configuration.Warnings);
    }

    [Fact]
    public void Keys_of_RoadRunner_that_this_version_does_not_have_are_warned_about()
    {
        const string text =
            """
            version: "3"
            server:
              command: app
              user: www

              relay_timeout: 60s
              on_init:
                command: make
                exec_timeout: 60s
                env: { a: b }
                user: www
                exit_on_error: true
            logs:
              level: info
            tcp:
              servers:
                main: { addr: ":7777", read_buf_size: 1 }
              pool:
                debug: false
                max_jobs: 10
                max_queue_size: 1
                reset_timeout: 60s
                stream_timeout: 60s
                supervisor: { watch_tick: 5s, ttl: 0s, idle_ttl: 10s, exec_ttl: 10s, max_worker_memory: 100 }
                dynamic_allocator: {}
            endure:
              print_graph: true
              watchdog_sec: 1
              log_level: error
            """;

        string[] expected =
        [
            "include:2", "envfile:3", "server.relay_timeout:8",
            "tcp.servers.main.read_buf_size:19", "tcp.pool.stream_timeout:25", "endure.print_graph:29", "endure.watchdog_sec:30",
            "endure.log_level:31",
        ];

        Assert.Equal(
            expected.Select(key => $"{key.Split(':')[0]} (.rr.yaml:{key.Split(':')[1]}) is not supported by this host yet and is ignored"),
            ConfigurationFile.Warnings(text).Split('\n'));
    }
}
