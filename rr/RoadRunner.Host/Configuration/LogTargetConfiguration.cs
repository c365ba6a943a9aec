namespace RoadRunner.Host.Configuration;

/// <summary>Where records go and how they end: keys of <c>logs</c> and of <c>logs.channels.NAME</c>.</summary>
/// <remarks>Places that several channels name are opened once and shared.</remarks>
public sealed record LogTargetConfiguration
{
    /// <summary>Gets where records go, <c>output</c>: to all of these.</summary>
    /// <value>Default: stderr. Means nothing when there is a <see cref="File"/>.</value>
    public IReadOnlyList<LogDestination> Outputs { get; init; } = ConfigurationDefaults.LogOutputs;

    /// <summary>Gets where the log says what is wrong with itself, <c>err_output</c>: a file that cannot be written any more, records that were lost.</summary>
    /// <value>Default: stderr. Records of level error have no place of their own.</value>
    public IReadOnlyList<LogDestination> ErrorOutputs { get; init; } = ConfigurationDefaults.LogOutputs;

    /// <summary>Gets what every record ends with, <c>line_ending</c>.</summary>
    /// <value>Default: a line feed.</value>
    public string LineEnding { get; init; } = ConfigurationDefaults.LogLineEnding;

    /// <summary>Gets the file of <c>file_logger_options</c>, which takes the place of <see cref="Outputs"/> and gets JSON, whatever the encoding.</summary>
    /// <value>Default: null, there is none.</value>
    public LogFileConfiguration? File { get; init; }
}
