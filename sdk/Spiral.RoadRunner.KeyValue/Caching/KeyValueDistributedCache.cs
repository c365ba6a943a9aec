using System.Buffers;
using Microsoft.Extensions.Caching.Distributed;

namespace Spiral.RoadRunner.KeyValue;

/// <summary>A storage as the cache of .NET, shared by all workers.</summary>
/// <remarks>
/// <para>Thread-safe. Give the cache a storage of its own: values that were stored past it are a <see cref="SerializationException"/> on reading.</para>
/// <para>
/// An entry carries its expiration and ends exactly then by the clock of the reading worker; the server forgets it up to 2 s later (Go
/// RoadRunner's memory driver up to a second sooner). Without any expiration it stays until it is removed. When both absolute
/// expirations are set, the relative one counts; a sliding one never outlives the absolute end.
/// </para>
/// <para>
/// Sliding expiration costs writes: the server cannot extend a lifetime alone, so a read in the second half of the window stores the whole
/// entry again, and <see cref="RefreshAsync"/> reads and does the same. In the first half nothing is written, so an entry may end after
/// half a window without reads at the earliest, counted from its last read. Reading and storing again are two calls: the last writer
/// wins, so a value that is set, or removed, exactly in between is replaced by the one that was read.
/// </para>
/// <para>Every method throws what <see cref="KeyValueStorage"/> throws; a renewal that fails makes the read fail.</para>
/// </remarks>
public sealed partial class KeyValueDistributedCache : IBufferDistributedCache
{
    private readonly KeyValueStorage _storage;

    /// <summary>Makes a cache of a storage.</summary>
    /// <param name="storage">Its clock and its transform are used, too.</param>
    public KeyValueDistributedCache(KeyValueStorage storage)
    {
        ArgumentNullException.ThrowIfNull(storage);
        _storage = storage;
    }

    /// <summary>Reads an entry, and renews it when half of its sliding window has passed.</summary>
    /// <param name="key">The key.</param>
    /// <param name="token">Gives the call up.</param>
    /// <returns>The value, which belongs to the caller; null when there is none.</returns>
    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        var entry = await ReadAsync(key, token).ConfigureAwait(false);
        return entry?.Value.ToArray();
    }

    /// <summary>Reads an entry into a buffer, and renews it when half of its sliding window has passed.</summary>
    /// <param name="key">The key.</param>
    /// <param name="destination">Receives the value; nothing when there is none.</param>
    /// <param name="token">Gives the call up.</param>
    /// <returns>Whether there is an entry.</returns>
    public async ValueTask<bool> TryGetAsync(string key, IBufferWriter<byte> destination, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var entry = await ReadAsync(key, token).ConfigureAwait(false);
        if (entry is not { } found)
        {
            return false;
        }

        destination.Write(found.Value.Span);
        return true;
    }

    /// <summary>Stores an entry, in place of what is there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="options">When it ends.</param>
    /// <param name="token">Gives the call up; the entry may be stored all the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">The absolute expiration is not in the future. Nothing was sent.</exception>
    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        return SetAsync(key, new ReadOnlySequence<byte>(value), options, token).AsTask();
    }

    /// <summary>Stores an entry, in place of what is there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; copied before the method returns.</param>
    /// <param name="options">When it ends.</param>
    /// <param name="token">Gives the call up; the entry may be stored all the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">The absolute expiration is not in the future. Nothing was sent.</exception>
    public ValueTask SetAsync(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var now = _storage.TimeProvider.GetUtcNow();
        var entry = CacheEntry.Create(value, options.SlidingExpiration, EndOf(options, now), now);
        return WriteAsync(key, entry, now, token);
    }

    /// <summary>Renews the sliding window of an entry, as a read does; nothing happens when there is no entry.</summary>
    /// <param name="key">The key.</param>
    /// <param name="token">Gives the call up.</param>
    public Task RefreshAsync(string key, CancellationToken token = default) => ReadAsync(key, token).AsTask();

    /// <summary>Removes an entry; it need not exist.</summary>
    /// <param name="key">The key.</param>
    /// <param name="token">Gives the call up; the entry may be removed all the same.</param>
    public Task RemoveAsync(string key, CancellationToken token = default) => _storage.DeleteAsync(key, token).AsTask();

    private static DateTimeOffset? EndOf(DistributedCacheEntryOptions options, DateTimeOffset now)
    {
        if (options.AbsoluteExpirationRelativeToNow is { } ttl)
        {
            return Lifetime.EndOf(ttl, now);
        }

        if (options.AbsoluteExpiration <= now)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.AbsoluteExpiration, "The absolute expiration is not in the future.");
        }

        return options.AbsoluteExpiration;
    }

    private async ValueTask<CacheEntry?> ReadAsync(string key, CancellationToken token)
    {
        if (await _storage.GetAsync(key, token).ConfigureAwait(false) is not { } bytes)
        {
            return null;
        }

        if (!CacheEntry.IsEntry(bytes))
        {
            throw new SerializationException(SerializationError.CannotRead, _storage.Name, key, "it is no entry of a cache.");
        }

        var entry = new CacheEntry(bytes);
        var now = _storage.TimeProvider.GetUtcNow();
        if (entry.IsOver(now))
        {
            return null;
        }

        if (entry.NeedsRenewal(now))
        {
            entry.Renew(now);
            await WriteAsync(key, entry, now, token).ConfigureAwait(false);
        }

        return entry;
    }

    private ValueTask WriteAsync(string key, CacheEntry entry, DateTimeOffset now, CancellationToken token) =>
        _storage.SetUntilAsync(key, entry.Bytes, entry.Expiry, now, token);
}
