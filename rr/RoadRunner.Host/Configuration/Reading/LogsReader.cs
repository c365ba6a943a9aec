using Microsoft.Extensions.Logging;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads the section <c>logs</c>.</summary>
internal static class LogsReader
{
    public static LogsConfiguration Read(ConfigurationSection section)
    {
        var mode = ReadMode(section) ?? LogMode.Development;
        var level = ReadLevel(section) ?? LogLevel.Debug;
        var encoding = ReadEncoding(section);
        var target = LogTargetReader.Read(section, ConfigurationDefaults.LogTarget);

        var channels = new Dictionary<string, LogChannelConfiguration>();
        foreach (var (name, channel) in section.Section("channels").NamedSections())
        {
            var channelMode = ReadMode(channel) ?? mode;
            var channelEncoding = ReadEncoding(channel) ?? encoding ?? Usual(channelMode);
            channels[name] = new LogChannelConfiguration(name, channelMode, ReadLevel(channel) ?? level, channelEncoding)
            {
                Target = LogTargetReader.Read(channel, target),
            };
        }

        return new LogsConfiguration
        {
            Mode = mode,
            Level = level,
            Encoding = encoding ?? Usual(mode),
            Target = target,
            Channels = channels.AsReadOnly(),
        };
    }

    private static LogMode? ReadMode(ConfigurationSection section) => section.Choice(
        "mode",
        ("development", LogMode.Development),
        ("production", LogMode.Production),
        ("raw", LogMode.Raw),
        ("off", LogMode.Off),
        ("none", LogMode.Off));

    private static LogLevel? ReadLevel(ConfigurationSection section) => section.Choice(
        "level",
        ("debug", LogLevel.Debug),
        ("info", LogLevel.Information),
        ("warn", LogLevel.Warning),
        ("error", LogLevel.Error),
        ("panic", LogLevel.Critical));

    private static LogEncoding? ReadEncoding(ConfigurationSection section) => section.Choice(
        "encoding",
        ("console", LogEncoding.Console),
        ("json", LogEncoding.Json));

    private static LogEncoding Usual(LogMode mode) => mode == LogMode.Production ? LogEncoding.Json : LogEncoding.Console;
}
