namespace RoadRunner.Host.Configuration;

/// <summary>What a log can be written to.</summary>
public enum LogDestinationKind
{
    /// <summary>The host's standard error, <c>stderr</c>.</summary>
    StandardError,

    /// <summary>The host's standard output, <c>stdout</c>.</summary>
    StandardOutput,

    /// <summary>A file.</summary>
    File,
}
