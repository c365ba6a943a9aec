using Microsoft.Extensions.Logging;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads the section <c>endure</c>.</summary>
internal static class EndureReader
{
    public static EndureConfiguration Read(ConfigurationSection section)
    {
        section.NoEffect("this host has no graph of plugins; endure.log_level debug shows the order of its start and stop", "print_graph");
        return new EndureConfiguration
        {
            GracePeriod = section.Duration("grace_period", ConfigurationDefaults.GracePeriod),
            WatchdogPeriod = TimeSpan.FromSeconds(section.Integer("watchdog_sec", 0, least: 0, most: (int)DurationText.Longest.TotalSeconds)),
            LogLevel = ReadLevel(section) ?? LogLevel.Error,
        };
    }

    private static LogLevel? ReadLevel(ConfigurationSection section) => section.Choice(
        "log_level",
        ("debug", LogLevel.Debug),
        ("info", LogLevel.Information),
        ("warn", LogLevel.Warning),
        ("warning", LogLevel.Warning),
        ("error", LogLevel.Error));
}
