using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>A lock of the server as the right to tick.</summary>
internal sealed class LockTimerLease(LockLease lease) : ITimerLease
{
    public CancellationToken Lost => lease.Lost;

    public ValueTask<bool> ExtendAsync(TimeSpan ttl, CancellationToken cancellationToken) => lease.ExtendAsync(ttl, cancellationToken);

    public ValueTask DisposeAsync() => lease.DisposeAsync();
}
