using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The locks of the server as the place where the workers agree.</summary>
internal sealed class LockTimerLeases(LockClient locks, TcpServerLinkState link) : ITimerLeases
{
    private const string Prefix = "rr:timer:";

    /// <summary>Go RoadRunner may give up a wait of some microseconds before it has looked at the lock.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);

    public bool IsAvailable => link.IsAvailable;

    public async ValueTask<ITimerLease?> TryAcquireAsync(string timer, TimeSpan ttl, CancellationToken cancellationToken) =>
        await locks.TryAcquireAsync(Prefix + timer, ttl, Wait, cancellationToken).ConfigureAwait(false) is { } lease ? new LockTimerLease(lease) : null;
}
