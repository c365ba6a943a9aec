namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Where the workers of a pool agree on who ticks.</summary>
internal interface ITimerLeases
{
    /// <summary>Gets a value indicating whether there is such a place.</summary>
    public bool IsAvailable { get; }

    /// <summary>Asks for the right to tick; null when another worker has it.</summary>
    public ValueTask<ITimerLease?> TryAcquireAsync(string timer, TimeSpan ttl, CancellationToken cancellationToken);
}
