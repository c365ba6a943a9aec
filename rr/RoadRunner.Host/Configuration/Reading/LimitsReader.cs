namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads the section <c>host.limits</c>, and what a server has of it.</summary>
internal static class LimitsReader
{
    private const string MessageKey = "max_message_size";
    private const string IdleKey = "idle_timeout";
    private const string ReadKey = "read_timeout";
    private const string WriteKey = "write_timeout";

    /// <summary>Reads the limits of all servers.</summary>
    public static LimitsConfiguration Read(ConfigurationSection section) => new()
    {
        MaxMessageBytes = section.Size(MessageKey, ConfigurationDefaults.MaxMessageBytes, most: ConfigurationDefaults.MaxMessageBytes),
        MaxConnections = ReadCount(section, "max_connections"),
        MaxConnectionsPerIp = ReadCount(section, "max_connections_per_ip"),
        IdleTimeout = section.Duration(IdleKey, TimeSpan.Zero),
        ReadTimeout = section.Duration(ReadKey, TimeSpan.Zero),
        WriteTimeout = section.Duration(WriteKey, ConfigurationDefaults.WriteTimeout, zeroIsDefault: false),
        DrainTimeout = section.Duration("drain_timeout", ConfigurationDefaults.DrainTimeout, zeroIsDefault: false),
    };

    /// <summary>Reads the limits of one server.</summary>
    public static ServerLimitsConfiguration ReadServer(ConfigurationSection section)
    {
        // A value that is absent or wrong comes back as these, which nobody can write.
        var none = TimeSpan.MinValue;
        var bytes = section.Size(MessageKey, fallback: 0, most: ConfigurationDefaults.MaxMessageBytes);
        return new ServerLimitsConfiguration
        {
            MaxMessageBytes = bytes == 0 ? null : bytes,
            MaxConnections = ReadCount(section, "max_connections"),
            MaxConnectionsPerIp = ReadCount(section, "max_connections_per_ip"),
            IdleTimeout = Own(section.Duration(IdleKey, none, zeroIsDefault: false)),
            ReadTimeout = Own(section.Duration(ReadKey, none, zeroIsDefault: false)),
            WriteTimeout = Own(section.Duration(WriteKey, none, zeroIsDefault: false)),
        };

        TimeSpan? Own(TimeSpan value) => value == none ? null : value;
    }

    private static int ReadCount(ConfigurationSection section, string key) => section.Integer(key, fallback: 0, least: 0, most: int.MaxValue);
}
