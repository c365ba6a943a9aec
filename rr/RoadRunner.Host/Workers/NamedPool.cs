namespace RoadRunner.Host.Workers;

/// <summary>A pool as it is shown outside.</summary>
/// <param name="Name">What it is called: <c>tcp</c> for the one of the section <c>tcp.pool</c>.</param>
/// <param name="Workers">Its workers.</param>
internal sealed record NamedPool(string Name, IManagedWorkers Workers)
{
    /// <summary>Gets whether each event starts a worker of its own, so that without events there is none.</summary>
    public bool IsDebug { get; init; }
}
