using Spiral.Goridge;

namespace Spiral.RoadRunner.Rpc;

/// <summary>A lock that is held. Disposing releases it: <c>await using var lease = await locks.TryAcquireAsync(…)</c>.</summary>
/// <remarks>
/// Thread-safe. The lease counts its time from before the request, so it is over here no later than on the server. It cannot see the
/// server forget its locks by a restart: <see cref="ExtendAsync"/> and <see cref="ReleaseAsync"/> then say false.
/// </remarks>
public sealed class LockLease : IAsyncDisposable
{
    private readonly LockClient _client;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _lost = new();
    private readonly ITimer _timer;
    private int _isOver;

    internal LockLease(LockClient client, string resource, string id, TimeSpan ttl, long asked, TimeProvider time)
    {
        _client = client;
        _time = time;
        _timer = time.CreateTimer(static lease => ((LockLease)lease!).Lose(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Resource = resource;
        Id = id;
        Restart(ttl, asked);
    }

    /// <summary>Gets what is locked.</summary>
    public string Resource { get; }

    /// <summary>Gets the generated id of the owner.</summary>
    public string Id { get; }

    /// <summary>Gets a token that fires when the lock is lost: its time is over, or the server says that it is not ours. Never by our own release.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Gets a value indicating whether the lock is lost; then somebody else may hold it, and what it protects must not be touched.</summary>
    public bool IsLost => _lost.IsCancellationRequested;

    /// <summary>Starts the time to live anew.</summary>
    /// <param name="ttl">How long the lock lives from now on, above zero.</param>
    /// <param name="cancellationToken">Gives the call up; the time may be changed all the same.</param>
    /// <returns>False when the lock is lost or released.</returns>
    /// <remarks>Throws what <see cref="IRpcCaller.CallAsync"/> throws; the lease then ends when it was going to.</remarks>
    public async ValueTask<bool> ExtendAsync(TimeSpan ttl, CancellationToken cancellationToken = default)
    {
        var asked = _time.GetTimestamp();
        if (Volatile.Read(ref _isOver) != 0 || IsLost)
        {
            return false;
        }

        if (await _client.UpdateTtlAsync(Resource, Id, ttl, cancellationToken).ConfigureAwait(false))
        {
            Restart(ttl, asked);
            return !IsLost;
        }

        Lose();
        return false;
    }

    /// <summary>Releases the lock.</summary>
    /// <param name="cancellationToken">Gives the call up; the lock may be released all the same.</param>
    /// <returns>False when it was lost or released before.</returns>
    /// <remarks>Throws what <see cref="IRpcCaller.CallAsync"/> throws; the lock then ends with its time to live.</remarks>
    public async ValueTask<bool> ReleaseAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0)
        {
            return false;
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        if (await _client.ReleaseAsync(Resource, Id, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        Lose();
        return false;
    }

    /// <summary>Releases the lock unless that has happened. Does not throw when the server cannot be reached: the time to live ends the lock then.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await ReleaseAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is RpcLinkException or GoridgeException)
        {
            Lose();
        }
    }

    private void Restart(TimeSpan ttl, long asked)
    {
        var rest = ttl - _time.GetElapsedTime(asked);
        if (rest <= TimeSpan.Zero)
        {
            Lose();
        }
        else if (rest.TotalMilliseconds < uint.MaxValue)
        {
            // A longer one than timers can take is nobody's worry.
            _timer.Change(rest, Timeout.InfiniteTimeSpan);
        }
    }

    // Callbacks of the token run elsewhere and keep their exceptions: this may be the thread of a timer.
    private void Lose() => _ = _lost.CancelAsync();
}
