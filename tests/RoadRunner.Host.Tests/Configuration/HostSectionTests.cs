using RoadRunner.Host.Configuration;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

public sealed class HostSectionTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("512KiB", 512 * 1024)]
    [InlineData("10MB", 10_000_000)]
    [InlineData("64MiB", 64 * 1024 * 1024)]
    [InlineData("\"\"", 64 * 1024 * 1024)]
    public void The_largest_message_is_a_size(string value, int expected) =>
        Assert.Equal(expected, Load($"limits: {{ max_message_size: {value} }}").Limits.MaxMessageBytes);

    [Theory]
    [InlineData("0", "\"0\" is out of range; it must be 1 to 67108864 bytes")]
    [InlineData("65MiB", "\"65MiB\" is out of range; it must be 1 to 67108864 bytes")]
    [InlineData("9999999999GiB", "\"9999999999GiB\" is out of range; it must be 1 to 67108864 bytes")]
    [InlineData("64X", "\"64X\" is not a size; write bytes as a number, or for example \"64MiB\", \"512KiB\" or \"10MB\"")]
    [InlineData("-1", "\"-1\" is not a size; write bytes as a number, or for example \"64MiB\", \"512KiB\" or \"10MB\"")]
    public void Another_size_is_an_error(string value, string expected) => Assert.Equal(
        $".rr.yaml:8: host.limits.max_message_size: {expected}", Errors($"limits: {{ max_message_size: {value} }}"));

    [Theory]
    [InlineData("5s", 5)]
    [InlineData("0", 0)]
    [InlineData("", 20)]
    public void A_drain_timeout_of_zero_is_zero(string value, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Load($"limits: {{ drain_timeout: {value} }}").Limits.DrainTimeout);

    [Theory]
    [InlineData("exact", FramingMode.Exact)]
    [InlineData("Exact", FramingMode.Exact)]
    [InlineData("", FramingMode.Exact)]
    [InlineData("raw", FramingMode.Raw)]
    [InlineData("roadrunner", FramingMode.RoadRunner)]
    [InlineData("RoadRunner", FramingMode.RoadRunner)]
    [InlineData("\"${UNSET:-RAW}\"", FramingMode.Raw)]
    public void Framing_is_exact_raw_or_that_of_RoadRunner(string value, FramingMode expected) => Assert.Equal(expected, Load($"framing: {value}").Framing);

    [Theory]
    [InlineData("lines", "\"lines\" is not one of exact, raw, roadrunner")]
    public void Another_framing_is_an_error(string value, string expected) =>
        Assert.Equal($".rr.yaml:8: host.framing: {expected}", Errors($"framing: {value}"));

    [Theory]
    [InlineData("", 0)]
    [InlineData("0", 0)]
    [InlineData("64KiB", 64 * 1024)]
    [InlineData("64MiB", 64 * 1024 * 1024)]
    public void A_batch_is_a_size(string value, int expected) => Assert.Equal(expected, Load($"batch_bytes: {value}").BatchBytes);

    [Theory]
    [InlineData("65MiB", "\"65MiB\" is out of range; it must be 0 to 67108864 bytes")]
    [InlineData("many", "\"many\" is not a size; write bytes as a number, or for example \"64MiB\", \"512KiB\" or \"10MB\"")]
    public void Another_batch_is_an_error(string value, string expected) =>
        Assert.Equal($".rr.yaml:8: host.batch_bytes: {expected}", Errors($"batch_bytes: {value}"));

    [Fact]
    public void A_server_has_its_own_values_and_otherwise_those_of_the_section()
    {
        var host = ConfigurationFile.Load(
            ConfigurationFile.Minimal
            + """
                second: { addr: ":7778" }
                third: { addr: ":7779" }
            host:
              framing: raw
              batch_bytes: 4KiB
              servers:
                Main: { framing: exact, batch_bytes: 0 }
                second: { framing: exact }
            """).Host;

        Assert.Equal((FramingMode.Exact, 0), (host.FramingOf("main"), host.BatchBytesOf("main")));
        Assert.Equal((FramingMode.Exact, 4096), (host.FramingOf("second"), host.BatchBytesOf("second")));
        Assert.Equal((FramingMode.Raw, 4096), (host.FramingOf("third"), host.BatchBytesOf("third")));
    }

    [Theory]
    [InlineData("mian: {}", "unknown server \"mian\" in host.servers; did you mean \"main\"?")]
    [InlineData("smtp: { framing: raw }", "unknown server \"smtp\" in host.servers; the servers are: main")]
    [InlineData("main: { framing: lines }", "host.servers.main.framing: \"lines\" is not one of exact, raw, roadrunner")]
    [InlineData("main: { batch_bytes: 1GiB }", "host.servers.main.batch_bytes: \"1GiB\" is out of range; it must be 0 to 67108864 bytes")]
    [InlineData("main: { framng: raw }", "unknown key \"framng\" in host.servers.main; did you mean \"framing\"?")]
    [InlineData("main: { pool: { num_workers: 501 } }", "host.servers.main.pool.num_workers: 501 is out of range; it must be 0 to 500")]
    [InlineData("main: { pool: { maxjobs: 1 } }", "unknown key \"maxjobs\" in host.servers.main.pool; did you mean \"max_jobs\"?")]
    [InlineData("main: raw", "host.servers.main: expected a mapping of keys, found \"raw\"")]
    public void A_fault_in_the_section_of_a_server_names_its_place(string server, string expected) => Assert.Equal(
        $".rr.yaml:10: {expected}", ConfigurationFile.Errors($"{ConfigurationFile.Minimal}host:\n  servers:\n    {server}\n"));

    [Fact]
    public void What_happens_to_events_may_differ_from_server_to_server()
    {
        var host = ConfigurationFile.Load(
            ConfigurationFile.Minimal
            + """
                second: { addr: ":7778" }
            host:
              reset: stop_world
              on_crash: Retry
              dispatch: sticky
              servers:
                second: { on_crash: close, dispatch: any }
            """).Host;

        Assert.Equal(ResetMode.StopWorld, host.Reset);
        Assert.Equal((CrashMode.Retry, DispatchMode.Sticky), (host.OnCrashOf("main"), host.DispatchOf("main")));
        Assert.Equal((CrashMode.Close, DispatchMode.Any), (host.OnCrashOf("second"), host.DispatchOf("second")));
    }

    [Fact]
    public void Without_the_keys_a_reset_rolls_a_crash_closes_and_any_worker_will_do()
    {
        var host = Load("framing: exact");

        Assert.Equal((ResetMode.Rolling, CrashMode.Close, DispatchMode.Any), (host.Reset, host.OnCrashOf("main"), host.DispatchOf("main")));
    }

    [Fact]
    public void A_server_may_have_a_pool_of_its_own_whose_command_is_that_of_all()
    {
        var host = ConfigurationFile.Load(
            ConfigurationFile.Minimal
            + """
                second: { addr: ":7778" }
                third: { addr: ":7779" }
            host:
              servers:
                main: { pool: { num_workers: 3, max_jobs: 7 } }
                second: { pool: { command: [other, program] } }
                third: { framing: raw }
            """).Host;

        Assert.Equal((3, 7), (host.Servers["main"].Pool!.NumWorkers, host.Servers["main"].Pool!.MaxJobs));
        Assert.Equal(["dotnet", "App.dll"], host.Servers["main"].Pool!.Command);
        Assert.Equal(["other", "program"], host.Servers["second"].Pool!.Command);
        Assert.Null(host.Servers["third"].Pool);
    }

    [Theory]
    [InlineData("scheduling: fifo", "scheduling: \"fifo\" is not one of batch, normal")]
    [InlineData("reset: now", "reset: \"now\" is not one of rolling, stop_world")]
    [InlineData("on_crash: again", "on_crash: \"again\" is not one of close, retry")]
    [InlineData("dispatch: random", "dispatch: \"random\" is not one of any, sticky")]
    public void Another_word_is_an_error(string key, string expected) => Assert.Equal($".rr.yaml:8: host.{expected}", Errors(key));

    [Fact]
    public void A_server_with_a_fault_of_its_own_is_not_unknown() => Assert.Equal(
        ".rr.yaml:8: empty address for the server: two",
        ConfigurationFile.Errors($"{ConfigurationFile.Minimal}    two: {{ delimiter: x }}\nhost: {{ servers: {{ two: {{ framing: raw }} }} }}\n"));

    [Fact]
    public void A_batch_beside_raw_framing_is_warned_about() => Assert.Equal(
        """
        host.batch_bytes (.rr.yaml:10) has no effect with the framing raw, in which every read is an event
        host.servers.main.batch_bytes (.rr.yaml:11) has no effect with the framing raw, in which every read is an event
        """,
        ConfigurationFile.Warnings($"{ConfigurationFile.Minimal}host:\n  framing: raw\n  batch_bytes: 1\n  servers: {{ main: {{ batch_bytes: 1KiB }} }}\n"));

    [Fact]
    public void Limits_are_off_unless_set_but_for_the_write_timeout()
    {
        var limits = Load("limits: {}").Limits;
        Assert.Equal((0, 0), (limits.MaxConnections, limits.MaxConnectionsPerIp));
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(30)), (limits.IdleTimeout, limits.ReadTimeout, limits.WriteTimeout));
        Assert.Equal(TimeSpan.Zero, Load("limits: { write_timeout: 0 }").Limits.WriteTimeout);
    }

    [Fact]
    public void Limits_and_texts_of_a_server_are_its_own_or_those_of_the_section()
    {
        var host = ConfigurationFile.Load(
            ConfigurationFile.Minimal
            + """
                second: { addr: ":7778" }
            host:
              refusal: "421 full\r\n"
              parting: "552 too large\r\n"
              farewell: "221 bye\r\n"
              limits: { max_connections: 100, max_connections_per_ip: 10, idle_timeout: 5m, read_timeout: 30s, write_timeout: 10s, max_message_size: 1MiB }
              servers:
                second:
                  refusal: full
                  limits: { max_connections: 5, max_connections_per_ip: 2, idle_timeout: 0, read_timeout: 1s, max_message_size: 1KiB }
            """).Host;

        Assert.Equal((100, 10), (host.Limits.MaxConnections, host.Limits.MaxConnectionsPerIp));
        Assert.Equal(host.Limits with { MaxConnections = 0, MaxConnectionsPerIp = 0 }, host.LimitsOf("main"));
        Assert.Equal(("421 full\r\n", "552 too large\r\n", "221 bye\r\n"), (host.RefusalOf("main"), host.PartingOf("main"), host.FarewellOf("main")));
        Assert.Equal(("full", "552 too large\r\n", "221 bye\r\n"), (host.RefusalOf("second"), host.PartingOf("second"), host.FarewellOf("second")));
        Assert.Equal(
            host.Limits with
            {
                MaxConnections = 5,
                MaxConnectionsPerIp = 2,
                IdleTimeout = TimeSpan.Zero,
                ReadTimeout = TimeSpan.FromSeconds(1),
                MaxMessageBytes = 1024,
            },
            host.LimitsOf("second"));
    }

    [Theory]
    [InlineData("limits: { max_connections: -1 }", "host.limits.max_connections: -1 is out of range; it must be 0 to 2147483647")]
    [InlineData("limits: { idle_timeout: 5 }", "host.limits.idle_timeout: \"5\" has no unit; write for example \"5s\" (Go RoadRunner takes a bare number for nanoseconds)")]
    [InlineData("limits: { idle_timout: 5s }", "unknown key \"idle_timout\" in host.limits; did you mean \"idle_timeout\"?")]
    [InlineData("servers: { main: { limits: { write_timeout: soon } } }", "host.servers.main.limits.write_timeout: \"soon\" is not a duration; write for example \"30s\", \"1m30s\" or \"500ms\" (units are h, m, s, ms, us and ns)")]
    [InlineData("servers: { main: { limits: { drain_timeout: 1s } } }", "unknown key \"drain_timeout\" in host.servers.main.limits; did you mean \"read_timeout\"?")]
    public void Another_limit_is_an_error(string key, string expected) => Assert.Equal($".rr.yaml:8: {expected}", Errors(key));

    [Fact]
    public void A_text_has_a_largest_length_and_line_ends_that_are_none_are_warned_about()
    {
        Assert.Equal(".rr.yaml:8: host.refusal: the text has 4098 bytes; it must not have more than 4096", Errors($"refusal: \"{new string('\u00e4', 2049)}\""));
        Assert.Equal(
            @"host.farewell (.rr.yaml:8) has a backslash and a letter in it, not a line end; write it in double quotes: ""bye\r\n""",
            ConfigurationFile.Warnings($"{ConfigurationFile.Minimal}host: {{ farewell: 'bye\\r\\n' }}\n"));
    }

    [Theory]
    [InlineData("\"0660\"", 0b110_110_000)]
    [InlineData("0600", 0b110_000_000)]
    [InlineData("777", 0b111_111_111)]
    public void The_mode_of_a_unix_socket_is_octal(string mode, int expected) =>
        Assert.Equal((UnixFileMode)expected, Load($"servers: {{ main: {{ unix_socket: {{ mode: {mode} }} }} }}").Servers["main"].UnixSocketMode);

    [Theory]
    [InlineData("0888")]
    [InlineData("1777")]
    [InlineData("rw-rw----")]
    [InlineData("60")]
    public void Another_mode_is_an_error(string mode) => Assert.Equal(
        $".rr.yaml:8: host.servers.main.unix_socket.mode: \"{mode}\" is not a mode; write three octal digits, for example \"0660\"",
        Errors($"servers: {{ main: {{ unix_socket: {{ mode: {mode} }} }} }}"));

    [Fact]
    public void A_batch_beside_the_framing_of_RoadRunner_is_warned_about() => Assert.Equal(
        "host.batch_bytes (.rr.yaml:8) has no effect with the framing roadrunner, in which what comes together is one event anyway",
        ConfigurationFile.Warnings($"{ConfigurationFile.Minimal}host: {{ framing: roadrunner, batch_bytes: 1 }}\n"));

    private static HostConfiguration Load(string key) => ConfigurationFile.Load($"{ConfigurationFile.Minimal}host: {{ {key} }}\n").Host;

    private static string Errors(string key) => ConfigurationFile.Errors($"{ConfigurationFile.Minimal}host: {{ {key} }}\n");
}
