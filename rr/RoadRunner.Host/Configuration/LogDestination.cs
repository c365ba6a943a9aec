namespace RoadRunner.Host.Configuration;

/// <summary>One entry of <c>logs.output</c> or <c>logs.err_output</c>.</summary>
/// <param name="Kind">What is written to.</param>
/// <param name="Path">The file as it is written in the configuration, a relative one from <see cref="RrConfiguration.WorkingDirectory"/> on; empty for a stream.</param>
/// <param name="Key">The key that names it, in dots, for messages; empty when there is no file of configuration.</param>
/// <param name="Place">Where the entry is written; none when there is no file of configuration.</param>
public sealed record LogDestination(LogDestinationKind Kind, string Path = "", string Key = "", ConfigurationPlace Place = default)
{
    /// <summary>Gets standard error.</summary>
    public static LogDestination StandardError { get; } = new(LogDestinationKind.StandardError);

    /// <summary>Gets standard output.</summary>
    public static LogDestination StandardOutput { get; } = new(LogDestinationKind.StandardOutput);
}
