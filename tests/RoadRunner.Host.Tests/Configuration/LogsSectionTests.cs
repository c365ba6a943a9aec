using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

public sealed class LogsSectionTests
{
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

    [Theory]
    [InlineData("mode: verbose", "logs.mode: \"verbose\" is not one of development, production, raw, off, none")]
    [InlineData("level: warning", "logs.level: \"warning\" is not one of debug, info, warn, error, panic")]
    [InlineData("encoding: xml", "logs.encoding: \"xml\" is not one of console, json")]
    [InlineData("level: [debug]", "logs.level: expected a text, found a list")]
    [InlineData("channels: { tcp: { level: all } }", "logs.channels.tcp.level: \"all\" is not one of debug, info, warn, error, panic")]
    [InlineData("channels: { tcp: debug }", "logs.channels.tcp: expected a mapping of keys, found \"debug\"")]
    [InlineData("channels: { tcp: { levle: debug } }", "unknown key \"levle\" in logs.channels.tcp; did you mean \"level\"?")]
    public void Another_word_is_an_error(string key, string expected) =>
        Assert.Equal($".rr.yaml:8: {expected}", ConfigurationFile.Errors($"{ConfigurationFile.Minimal}logs: {{ {key} }}\n"));

    private static LogsConfiguration Load(string section) => ConfigurationFile.Load(ConfigurationFile.Minimal + section).Logs;
}
