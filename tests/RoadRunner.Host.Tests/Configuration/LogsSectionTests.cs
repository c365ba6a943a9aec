using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

public sealed class LogsSectionTests
{
    private static readonly ConfigurationPlace Written = new(".rr.yaml", 8);

    [Theory]
    [InlineData("development", LogMode.Development, LogEncoding.Console)]
    [InlineData("Production", LogMode.Production, LogEncoding.Json)]
    [InlineData("raw", LogMode.Raw, LogEncoding.Console)]
    [InlineData("off", LogMode.Off, LogEncoding.Console)]
    [InlineData("none", LogMode.Off, LogEncoding.Console)]
    [InlineData("", LogMode.Development, LogEncoding.Console)]
    public void The_mode_decides_the_encoding(string value, LogMode mode, LogEncoding encoding)
    {
        var logs = Load($"logs: {{ mode: \"{value}\" }}\n");

        Assert.Equal(mode, logs.Mode);
        Assert.Equal(encoding, logs.Encoding);
    }

    [Theory]
    [InlineData("debug", LogLevel.Debug)]
    [InlineData("info", LogLevel.Information)]
    [InlineData("WARN", LogLevel.Warning)]
    [InlineData("error", LogLevel.Error)]
    [InlineData("panic", LogLevel.Critical)]
    [InlineData("${LEVEL:-info}", LogLevel.Information)]
    public void A_level_is_one_of_five(string value, LogLevel expected) =>
        Assert.Equal(expected, Load($"logs:\n  level: {value}\n").Level);

    [Fact]
    public void An_encoding_that_is_given_wins_over_the_mode() =>
        Assert.Equal(LogEncoding.Console, Load("logs: { mode: production, encoding: console }\n").Encoding);

    [Fact]
    public void A_channel_takes_what_it_does_not_set_from_the_section()
    {
        var channels = Load(
            """
            logs:
              mode: production
              level: warn
              channels:
                Tcp: { level: debug }
                rpc: { mode: development }
                server: { mode: "off", encoding: json }
            """).Channels;

        Assert.Equal(
            [
                new LogChannelConfiguration("tcp", LogMode.Production, LogLevel.Debug, LogEncoding.Json),
                new LogChannelConfiguration("rpc", LogMode.Development, LogLevel.Warning, LogEncoding.Console),
                new LogChannelConfiguration("server", LogMode.Off, LogLevel.Warning, LogEncoding.Json),
            ],
            channels.Values);
    }

    [Fact]
    public void Without_keys_everything_goes_to_stderr_with_a_line_feed_behind_it()
    {
        var target = Load("logs: {}\n").Target;

        Assert.Equal([LogDestination.StandardError], target.Outputs);
        Assert.Equal([LogDestination.StandardError], target.ErrorOutputs);
        Assert.Equal("\n", target.LineEnding);
        Assert.Null(target.File);
    }

    [Theory]
    [InlineData("[stdout, \"logs/a.log\", stderr]")]
    [InlineData("\"stdout, logs/a.log,stderr\"")]
    [InlineData("[stdout, \"${DIR:-logs}/a.log\", stderr]")]
    public void Outputs_are_streams_and_paths_as_a_list_or_with_commas(string value) => Assert.Equal(
        [
            new LogDestination(LogDestinationKind.StandardOutput, Key: "logs.output", Place: Written),
            new LogDestination(LogDestinationKind.File, "logs/a.log", "logs.output", Written),
            new LogDestination(LogDestinationKind.StandardError, Key: "logs.output", Place: Written),
        ],
        Load($"logs: {{ output: {value} }}\n").Target.Outputs.Select(static output => output with { Place = InFolder(output.Place) }));

    [Fact]
    public void A_file_url_is_a_path() =>
        Assert.Equal("/var/log/rr.log", Assert.Single(Load("logs: { err_output: \"file:///var/log/rr.log\" }\n").Target.ErrorOutputs).Path);

    [Fact]
    public void A_file_has_the_defaults_of_RoadRunner_also_for_zero()
    {
        var expected = new LogFileConfiguration("a.log") { MaxSizeMiB = 100, MaxAgeDays = 24, MaxBackups = 10, Compress = false, Key = "logs.file_logger_options.log_output", Place = Written };

        Assert.Equal(expected, FileOf("logs: { file_logger_options: { log_output: a.log } }\n"));
        Assert.Equal(expected, FileOf("logs: { file_logger_options: { log_output: a.log, max_size: 0, max_age: 0, max_backups: 0 } }\n"));
    }

    [Fact]
    public void A_file_can_be_kept_without_limits() => Assert.Equal(
        new LogFileConfiguration("a.log") { MaxSizeMiB = 1, MaxAgeDays = -1, MaxBackups = -1, Compress = true, Key = "logs.file_logger_options.log_output", Place = Written },
        FileOf("logs: { file_logger_options: { log_output: a.log, max_size: 1, max_age: -1, max_backups: -1, compress: true } }\n"));

    [Fact]
    public void A_channel_has_a_place_of_its_own_or_that_of_the_section()
    {
        var logs = Load(
            """
            logs:
              line_ending: "\r\n"
              file_logger_options: { log_output: all.log }
              channels:
                tcp: { output: tcp.log, line_ending: "|" }
                rpc: { file_logger_options: { log_output: rpc.log } }
                app: { level: info }
            """);

        Assert.Equal(("all.log", "\r\n"), (logs.Target.File?.Path, logs.Target.LineEnding));
        Assert.Equal((null, "tcp.log", "|"), (logs.Channels["tcp"].Target.File, logs.Channels["tcp"].Target.Outputs[0].Path, logs.Channels["tcp"].Target.LineEnding));
        Assert.Equal(("rpc.log", "\r\n"), (logs.Channels["rpc"].Target.File?.Path, logs.Channels["rpc"].Target.LineEnding));
        Assert.Equal(logs.Target, logs.Channels["app"].Target);
    }

    [Theory]
    [InlineData("output: a.log, file_logger_options: { log_output: b.log }", "logs.output (.rr.yaml:8) has no effect beside file_logger_options, which takes its place")]
    [InlineData("line_ending: '\\n'", "logs.line_ending (.rr.yaml:8) has a backslash and a letter in it, not a line end; write it in double quotes: \"\\n\"")]
    [InlineData("skip_line_ending: true", "logs.skip_line_ending (.rr.yaml:8) has no effect: RoadRunner 2025.1 does not know it either")]
    public void What_does_nothing_is_warned_about(string key, string expected) =>
        Assert.Equal(expected, ConfigurationFile.Warnings($"{ConfigurationFile.Minimal}logs: {{ {key} }}\n"));

    [Theory]
    [InlineData("mode: verbose", "logs.mode: \"verbose\" is not one of development, production, raw, off, none")]
    [InlineData("level: warning", "logs.level: \"warning\" is not one of debug, info, warn, error, panic")]
    [InlineData("encoding: xml", "logs.encoding: \"xml\" is not one of console, json")]
    [InlineData("level: [debug]", "logs.level: expected a text, found a list")]
    [InlineData("channels: { tcp: { level: all } }", "logs.channels.tcp.level: \"all\" is not one of debug, info, warn, error, panic")]
    [InlineData("channels: { tcp: debug }", "logs.channels.tcp: expected a mapping of keys, found \"debug\"")]
    [InlineData("channels: { tcp: { levle: debug } }", "unknown key \"levle\" in logs.channels.tcp; did you mean \"level\"?")]
    [InlineData("output: \"http://127.0.0.1/log\"", "logs.output: \"http://127.0.0.1/log\" is not stdout, stderr, a path, or file:// with a full path behind it")]
    [InlineData("output: \"file://a.log\"", "logs.output: \"file://a.log\" is not stdout, stderr, a path, or file:// with a full path behind it")]
    [InlineData("err_output: [stderr, \"\"]", "logs.err_output: an entry is empty; each must be stdout, stderr or a path")]
    [InlineData("file_logger_options: { max_size: 1 }", "logs.file_logger_options.log_output: is missing; it names the file")]
    [InlineData("file_logger_options: {}", "logs.file_logger_options.log_output: is missing; it names the file")]
    [InlineData("file_logger_options: { log_output: a, max_size: -1 }", "logs.file_logger_options.max_size: -1 is out of range; it must be 0 to 2147483647")]
    [InlineData("channels: { tcp: { file_logger_options: { log_output: a, compress: maybe } } }", "logs.channels.tcp.file_logger_options.compress: \"maybe\" is not one of true, false, 1, 0")]
    public void Another_word_is_an_error(string key, string expected) =>
        Assert.Equal($".rr.yaml:8: {expected}", ConfigurationFile.Errors($"{ConfigurationFile.Minimal}logs: {{ {key} }}\n"));

    private static LogsConfiguration Load(string section) => ConfigurationFile.Load(ConfigurationFile.Minimal + section).Logs;

    private static LogFileConfiguration FileOf(string logs)
    {
        var file = Load(logs).Target.File!;
        return file with { Place = InFolder(file.Place) };
    }

    /// <summary>The place without the folder of the test.</summary>
    private static ConfigurationPlace InFolder(ConfigurationPlace place) => place with { File = Path.GetFileName(place.File) };
}
