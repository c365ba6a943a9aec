namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads the section <c>host</c>.</summary>
internal static class HostReader
{
    public static HostConfiguration Read(ConfigurationSection section)
    {
        CheckFraming(section);
        var limits = section.Section("limits");
        return new HostConfiguration
        {
            Limits = new LimitsConfiguration
            {
                MaxMessageBytes = limits.Size(
                    "max_message_size", ConfigurationDefaults.MaxMessageBytes, most: ConfigurationDefaults.MaxMessageBytes),
                DrainTimeout = limits.Duration("drain_timeout", ConfigurationDefaults.DrainTimeout, zeroIsDefault: false),
            },
        };
    }

    private static void CheckFraming(ConfigurationSection section)
    {
        switch (section.Text("framing")?.ToLowerInvariant())
        {
            case null or "exact":
                break;
            case "raw" or "roadrunner":
                section.Error("framing", $"\"{section.Text("framing")}\" is not available; this version of the host has only \"exact\"");
                break;
            default:
                section.Error("framing", $"\"{section.Text("framing")}\" is not one of exact, raw, roadrunner");
                break;
        }
    }
}
