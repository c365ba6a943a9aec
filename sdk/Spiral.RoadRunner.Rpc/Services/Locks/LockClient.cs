using Spiral.Goridge;
using Spiral.RoadRunner.Rpc.Protobuf;
using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.Rpc;

/// <summary>Locks that all workers of the server share, exclusive and for readers. The server keeps them in memory: a restart forgets them.</summary>
/// <remarks>
/// <para>Thread-safe. Every method throws what <see cref="IRpcCaller.CallAsync"/> throws; waiting on the server is added to the time limit of the call.</para>
/// <para>
/// A lock belongs to an id, not to a connection or a process: what is never released stays, so give a time to live.
/// <see cref="TryAcquireAsync"/> does that and makes the id. Locks are not re-entrant.
/// </para>
/// <para>
/// Go RoadRunner: with two readers or more, an exclusive lock that waits in vain leaves the resource stuck until a restart. Do not mix <see cref="LockReadAsync"/> with waiting writers there.
/// </para>
/// </remarks>
/// <param name="caller">The link.</param>
/// <param name="time">The clock that tells leases when they have run out; null means the clock of the system.</param>
public sealed class LockClient(IRpcCaller caller, TimeProvider? time = null)
{
    /// <summary>The id that <see cref="ExistsAsync"/> takes for any owner.</summary>
    public const string AnyId = "*";

    private static readonly ProtobufRpcCodec<LockRequest, LockResponse> Codec = new(LockResponse.Parser);

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Waits for the exclusive lock and holds it until the lease is disposed or its time is over.</summary>
    /// <param name="resource">What is locked; any text.</param>
    /// <param name="ttl">How long the lock lives unless it is extended, above zero.</param>
    /// <param name="wait">How long to wait for it; null means the default of the server (1 s, or 1 ms since RoadRunner 2025.1.15).</param>
    /// <param name="cancellationToken">Ends the wait. If the server grants the lock after that, it is released again.</param>
    /// <returns>The lease, or null when somebody else held the lock all the time.</returns>
    public ValueTask<LockLease?> TryAcquireAsync(string resource, TimeSpan ttl, TimeSpan? wait = null, CancellationToken cancellationToken = default) =>
        LeaseAsync("lock.Lock", resource, ttl, wait, cancellationToken);

    /// <summary>Waits for a shared lock: any number of readers hold it together, while nobody holds the exclusive one.</summary>
    /// <inheritdoc cref="TryAcquireAsync"/>
    public ValueTask<LockLease?> TryAcquireReadAsync(string resource, TimeSpan ttl, TimeSpan? wait = null, CancellationToken cancellationToken = default) =>
        LeaseAsync("lock.LockRead", resource, ttl, wait, cancellationToken);

    /// <summary>Locks for the id given, exclusively.</summary>
    /// <param name="resource">What is locked; any text.</param>
    /// <param name="id">The owner, not empty. A single reader that locks with its own id is promoted.</param>
    /// <param name="ttl">How long the lock lives, above zero; null: until it is released, even if its owner is gone.</param>
    /// <param name="wait">How long to wait for it, at least zero; null means the default of the server.</param>
    /// <param name="cancellationToken">Gives the call up; the lock may be granted all the same.</param>
    /// <returns>False when somebody, be it the same id, held the lock all the time.</returns>
    public ValueTask<bool> LockAsync(string resource, string id, TimeSpan? ttl = null, TimeSpan? wait = null, CancellationToken cancellationToken = default) =>
        CallAsync("lock.Lock", resource, id, ttl, wait, cancellationToken);

    /// <summary>Locks for the id given, shared with other readers.</summary>
    /// <inheritdoc cref="LockAsync"/>
    public ValueTask<bool> LockReadAsync(string resource, string id, TimeSpan? ttl = null, TimeSpan? wait = null, CancellationToken cancellationToken = default) =>
        CallAsync("lock.LockRead", resource, id, ttl, wait, cancellationToken);

    /// <summary>Releases the lock of the id.</summary>
    /// <param name="resource">What is locked.</param>
    /// <param name="id">The owner.</param>
    /// <param name="cancellationToken">Gives the call up; the lock may be released all the same.</param>
    /// <returns>False when the id holds no such lock (any more).</returns>
    public ValueTask<bool> ReleaseAsync(string resource, string id, CancellationToken cancellationToken = default) =>
        CallAsync("lock.Release", resource, id, ttl: null, wait: null, cancellationToken);

    /// <summary>Releases every lock of the resource, whoever holds it.</summary>
    /// <param name="resource">What is locked.</param>
    /// <param name="cancellationToken">Gives the call up; the locks may be released all the same.</param>
    /// <returns>False when there was none.</returns>
    public ValueTask<bool> ForceReleaseAsync(string resource, CancellationToken cancellationToken = default) =>
        CallAsync("lock.ForceRelease", resource, id: "", ttl: null, wait: null, cancellationToken);

    /// <summary>Asks whether the id holds a lock.</summary>
    /// <param name="resource">What may be locked.</param>
    /// <param name="id">The owner, or <see cref="AnyId"/>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    public ValueTask<bool> ExistsAsync(string resource, string id = AnyId, CancellationToken cancellationToken = default) =>
        CallAsync("lock.Exists", resource, id, ttl: null, wait: null, cancellationToken);

    /// <summary>Starts the time to live of a lock anew.</summary>
    /// <param name="resource">What is locked.</param>
    /// <param name="id">The owner.</param>
    /// <param name="ttl">How long it lives from now on, above zero.</param>
    /// <param name="cancellationToken">Gives the call up; the time may be changed all the same.</param>
    /// <returns>False when the id holds no such lock (any more).</returns>
    public ValueTask<bool> UpdateTtlAsync(string resource, string id, TimeSpan ttl, CancellationToken cancellationToken = default) =>
        CallAsync("lock.UpdateTTL", resource, id, ttl, wait: null, cancellationToken);

    private async ValueTask<bool> CallAsync(string method, string resource, string id, TimeSpan? ttl, TimeSpan? wait, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(id);
        var request = new LockRequest { Resource = resource, Id = id };
        if (ttl is { } life)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(life, TimeSpan.Zero, nameof(ttl));
            request.Ttl = ToMicroseconds(life);
        }

        if (wait is { } patience)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(patience, TimeSpan.Zero, nameof(wait));

            // 0 is the wire's word for the default, so "do not wait" is the shortest wait there is.
            request.Wait = Math.Max(1, ToMicroseconds(patience));
        }

        TimeSpan? limit = wait is null ? null : caller.CallTimeout + wait;
        var reply = await caller.CallAsync(method, request, Codec, limit, cancellationToken).ConfigureAwait(false);
        return reply.Ok;
    }

    private async ValueTask<LockLease?> LeaseAsync(string method, string resource, TimeSpan ttl, TimeSpan? wait, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var id = Guid.NewGuid().ToString("N");
        var asked = _time.GetTimestamp();
        var isGranted = CallAsync(method, resource, id, ttl, wait, CancellationToken.None).AsTask();
        try
        {
            return await isGranted.WaitAsync(cancellationToken).ConfigureAwait(false)
                ? new LockLease(this, resource, id, ttl, asked, _time)
                : null;
        }
        catch (OperationCanceledException)
        {
            // The request is out and cannot be taken back, and nobody else knows the id.
            _ = ReleaseWhenGrantedAsync(isGranted, resource, id);
            throw;
        }
    }

    private async Task ReleaseWhenGrantedAsync(Task<bool> isGranted, string resource, string id)
    {
        try
        {
            if (await isGranted.ConfigureAwait(false))
            {
                await ReleaseAsync(resource, id).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is RpcLinkException or GoridgeException)
        {
            // Nothing was granted, or nobody can tell; the time to live ends it.
        }
    }

    // Up to the next microsecond, never down to 0, which means for ever.
    private static long ToMicroseconds(TimeSpan value) => (value.Ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond;
}
