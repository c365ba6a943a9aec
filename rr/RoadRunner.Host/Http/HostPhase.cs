namespace RoadRunner.Host.Http;

/// <summary>Where a host is in its life.</summary>
internal enum HostPhase
{
    /// <summary>Workers are being started, or the servers do not listen yet.</summary>
    Starting,

    /// <summary>It takes connections.</summary>
    Running,

    /// <summary>Connections end, then the workers.</summary>
    Stopping,
}
