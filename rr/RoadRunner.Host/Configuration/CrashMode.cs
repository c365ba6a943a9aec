namespace RoadRunner.Host.Configuration;

/// <summary>What becomes of the event that a worker had when it died, <c>host.on_crash</c>.</summary>
public enum CrashMode
{
    /// <summary>Its connection is closed.</summary>
    Close,

    /// <summary>Another worker gets it, which may be its second time; a second crash closes the connection.</summary>
    Retry,
}
