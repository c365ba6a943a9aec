namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The right to tick for the whole pool. Disposing gives it back; that never throws.</summary>
internal interface ITimerLease : IAsyncDisposable
{
    /// <summary>Gets what fires when the right is lost; never by giving it back.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Starts the time to live anew; false when the right is lost.</summary>
    public ValueTask<bool> ExtendAsync(TimeSpan ttl, CancellationToken cancellationToken);
}
