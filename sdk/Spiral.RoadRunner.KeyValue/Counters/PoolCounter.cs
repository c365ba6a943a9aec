using System.Globalization;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.KeyValue;

/// <summary>A number that all workers of all pools share. Every change holds a lock of the server while it reads and writes.</summary>
/// <remarks>
/// <para>
/// Thread-safe; any number of counters may stand over the same key, in any process. A change costs four calls and waits for all others of
/// the same counter, so it is for numbers that matter, not for statistics (those belong to the metrics of the server).
/// </para>
/// <para>
/// The value is stored as decimal text and never expires; a missing one counts as 0. Whoever writes the key without the counter breaks it.
/// The lock lives in the memory of the server and the value in the storage; a server that restarts in between is noticed
/// (<see cref="LockUnavailableException.IsLost"/>).
/// </para>
/// <para>
/// After an error of the link while the new value was being written (<see cref="ConnectionLostException"/>, <see cref="CommandTimeoutException"/>)
/// nobody knows whether the change was made, so it is never repeated, and the lock is left to run out rather than released: a late write
/// then meets nobody.
/// </para>
/// </remarks>
public sealed class PoolCounter
{
    private readonly KeyValueStorage _storage;
    private readonly PoolCounterOptions _options;
    private readonly LockClient _locks;
    private readonly string _resource;

    /// <summary>Makes a counter; nothing is sent.</summary>
    /// <param name="storage">Holds the value; its link is used for the lock.</param>
    /// <param name="key">The key of the value. The lock is named after storage and key.</param>
    /// <param name="options">Settings; null means the defaults.</param>
    public PoolCounter(KeyValueStorage storage, string key, PoolCounterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(storage);
        Key = KeyValueKey.Check(key);
        _storage = storage;
        _options = options ?? new PoolCounterOptions();
        _locks = new LockClient(storage.Caller, storage.TimeProvider);
        _resource = $"counter/{storage.Name}/{key}";
    }

    /// <summary>Gets the key of the value.</summary>
    public string Key { get; }

    /// <summary>Adds 1.</summary>
    /// <inheritdoc cref="AddAsync"/>
    public ValueTask<long> IncrementAsync(CancellationToken cancellationToken = default) => AddAsync(1, cancellationToken);

    /// <summary>Adds a number.</summary>
    /// <param name="delta">The number; may be negative.</param>
    /// <param name="cancellationToken">Gives the change up as long as the new value has not been sent; after that it does nothing.</param>
    /// <returns>The new value.</returns>
    /// <exception cref="LockUnavailableException">Others held the lock all the time, or it was lost on the way; the exception says whether anything was written.</exception>
    /// <exception cref="OverflowException">The new value is no 64-bit number. Nothing was written.</exception>
    /// <exception cref="SerializationException">The stored value is no number. Nothing was written.</exception>
    public async ValueTask<long> AddAsync(long delta, CancellationToken cancellationToken = default)
    {
        var before = await ChangeAsync(value => checked(value + delta), cancellationToken).ConfigureAwait(false);
        return before + delta;
    }

    /// <summary>Sets the value, such as back to 0.</summary>
    /// <param name="value">The new value.</param>
    /// <param name="cancellationToken">Gives the change up as long as the new value has not been sent; after that it does nothing.</param>
    /// <returns>The value until now: no increment falls between reading it and setting the new one.</returns>
    /// <inheritdoc cref="AddAsync"/>
    public ValueTask<long> ResetAsync(long value = 0, CancellationToken cancellationToken = default) => ChangeAsync(_ => value, cancellationToken);

    /// <summary>Reads the value without the lock: the one before or after a change that is just being made.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="SerializationException">The stored value is no number.</exception>
    public async ValueTask<long> ReadAsync(CancellationToken cancellationToken = default)
    {
        var text = await _storage.GetTextAsync(Key, cancellationToken).ConfigureAwait(false) ?? "0";
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new SerializationException(SerializationError.CannotRead, _storage.Name, Key, "it is no 64-bit number.");
    }

    private async ValueTask<long> ChangeAsync(Func<long, long> change, CancellationToken cancellationToken)
    {
        var lease = await _locks.TryAcquireAsync(_resource, _options.LockTimeToLive, _options.LockWait, cancellationToken).ConfigureAwait(false)
            ?? throw LockUnavailableException.Busy(_storage.Name, _resource, _options.LockWait);
        long before;
        string after;
        try
        {
            before = await ReadAsync(cancellationToken).ConfigureAwait(false);
            after = change(before).ToString(CultureInfo.InvariantCulture);
            cancellationToken.ThrowIfCancellationRequested();
            if (lease.IsLost)
            {
                throw LockUnavailableException.Lost(_storage.Name, _resource, isWritten: false);
            }
        }
        catch
        {
            await lease.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        await WriteAsync(after, lease).ConfigureAwait(false);
        return await IsStillOursAsync(lease).ConfigureAwait(false)
            ? before
            : throw LockUnavailableException.Lost(_storage.Name, _resource, isWritten: true);
    }

    private async ValueTask WriteAsync(string value, LockLease lease)
    {
        try
        {
            // Without the caller's token: a write that was given up may still happen after the lock is somebody else's.
            await _storage.SetTextAsync(Key, value, ttl: null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (!KeyValueFailure.MayHaveHappened(error))
        {
            await lease.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // The value is written; when the release cannot be confirmed, what counts is that the time of the lock is not over yet.
    private static async ValueTask<bool> IsStillOursAsync(LockLease lease)
    {
        try
        {
            return await lease.ReleaseAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (KeyValueFailure.IsOfTheLink(error))
        {
            return !lease.IsLost;
        }
    }
}
