namespace RoadRunner.Host.Configuration;

/// <summary>A file that is set aside when it has become large, <c>logs.file_logger_options</c>: <c>app.log</c> becomes <c>app-2026-11-20T07-03-39.123.log</c>.</summary>
/// <param name="Path">The file, <c>log_output</c>; a relative one starts from <see cref="RrConfiguration.WorkingDirectory"/>. Missing directories are made.</param>
public sealed record LogFileConfiguration(string Path)
{
    /// <summary>Gets how large the file may become, <c>max_size</c>, in MiB.</summary>
    /// <value>Above zero. Default: 100. A record that is larger has a file of its own.</value>
    public int MaxSizeMiB { get; init; } = ConfigurationDefaults.LogMaxSizeMiB;

    /// <summary>Gets for how many days of 24 hours files that were set aside are kept, <c>max_age</c>, counted from the time in their names.</summary>
    /// <value>Default: 24. Below zero: for ever.</value>
    public int MaxAgeDays { get; init; } = ConfigurationDefaults.LogMaxAgeDays;

    /// <summary>Gets how many files that were set aside are kept, <c>max_backups</c>.</summary>
    /// <value>Default: 10. Below zero: any number.</value>
    public int MaxBackups { get; init; } = ConfigurationDefaults.LogMaxBackups;

    /// <summary>Gets whether files that were set aside are compressed with gzip, <c>compress</c>.</summary>
    /// <value>Default: false.</value>
    public bool Compress { get; init; }

    /// <summary>Gets the key that names the file, in dots, for messages.</summary>
    /// <value>Default: empty, there is no file of configuration.</value>
    public string Key { get; init; } = "";

    /// <summary>Gets where <see cref="Key"/> is written.</summary>
    /// <value>Default: nowhere, there is no file of configuration.</value>
    public ConfigurationPlace Place { get; init; }
}
