namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads the section <c>endure</c>.</summary>
internal static class EndureReader
{
    public static EndureConfiguration Read(ConfigurationSection section)
    {
        section.NotSupported("print_graph", "watchdog_sec", "log_level");
        return new EndureConfiguration { GracePeriod = section.Duration("grace_period", ConfigurationDefaults.GracePeriod) };
    }
}
