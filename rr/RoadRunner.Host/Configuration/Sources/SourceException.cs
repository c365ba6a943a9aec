namespace RoadRunner.Host.Configuration.Sources;

/// <summary>A source cannot be read at all.</summary>
internal sealed class SourceException(ConfigurationPlace place, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Gets where the fault is, or where the file is named.</summary>
    public ConfigurationPlace Place { get; } = place;
}
