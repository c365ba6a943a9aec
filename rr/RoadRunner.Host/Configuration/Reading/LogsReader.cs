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
        IgnoreOutputs(section);

        var channels = new Dictionary<string, LogChannelConfiguration>();
        foreach (var (name, channel) in section.Section("channels").NamedSections())
        {
            var channelMode = ReadMode(channel) ?? mode;
            var channelEncoding = ReadEncoding(channel) ?? encoding ?? Usual(channelMode);
            channels[name] = new LogChannelConfiguration(name, channelMode, ReadLevel(channel) ?? level, channelEncoding);
            IgnoreOutputs(channel);
        }

        return new LogsConfiguration
        {
            Mode = mode,
            Level = level,
            Encoding = encoding ?? Usual(mode),
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

    private static void IgnoreOutputs(ConfigurationSection section)
    {
        // errorOutput is how older versions spell err_output.
        section.NotSupported("output", "err_output", "erroroutput", "line_ending", "skip_line_ending", "format");
        section.NotSupportedSection("file_logger_options", "log_output", "max_size", "max_age", "max_backups", "compress");
    }
}
