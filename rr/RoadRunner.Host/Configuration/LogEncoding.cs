namespace RoadRunner.Host.Configuration;

/// <summary>How one log record is written, <c>logs.encoding</c>.</summary>
public enum LogEncoding
{
    /// <summary>Columns divided by tabs.</summary>
    Console,

    /// <summary>One JSON object per line.</summary>
    Json,
}
