namespace RoadRunner.Host.Configuration;

/// <summary>The form of the log, <c>logs.mode</c>.</summary>
public enum LogMode
{
    /// <summary>Lines for people.</summary>
    Development,

    /// <summary>Records for programs.</summary>
    Production,

    /// <summary>The message and nothing else.</summary>
    Raw,

    /// <summary>No log; the file says <c>off</c> or <c>none</c>.</summary>
    Off,
}
