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
    public void Keys_that_change_nothing_are_warned_about_with_the_reason() => Assert.Equal(
        """
        tcp.servers.main.read_buf_size (.rr.yaml:8) has no effect: it has none in RoadRunner either, which reads tcp.read_buf_size
        tcp.pool.stream_timeout (.rr.yaml:9) has no effect: an event of a connection has one answer and no stream of them
        endure.print_graph (.rr.yaml:10) has no effect: this host has no graph of plugins; endure.log_level debug shows the order of its start and stop
        """,
        ConfigurationFile.Warnings(ConfigurationFile.Minimal + "      read_buf_size: 1\n  pool: { stream_timeout: 60s }\nendure: { print_graph: true }\n"));
}
