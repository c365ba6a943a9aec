using Microsoft.Extensions.Caching.Distributed;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Keeps sessions in a distributed cache, such as a redis of its own: for those who cannot use a storage of the server.</summary>
/// <param name="cache">The cache.</param>
public sealed class DistributedCacheSessionStore(IDistributedCache cache) : ISessionStore
{
    /// <inheritdoc/>
    public bool IsShared => true;

    /// <inheritdoc/>
    public async ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) =>
        await cache.GetAsync(key, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<byte[]?>> GetManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        await Task.WhenAll(keys.Select(key => cache.GetAsync(key, cancellationToken))).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask SetAsync(IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> values, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        var options = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = timeToLive };
        await Task.WhenAll(values.Select(value => cache.SetAsync(value.Key, value.Value.ToArray(), options, cancellationToken))).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        await Task.WhenAll(keys.Select(key => cache.RemoveAsync(key, cancellationToken))).ConfigureAwait(false);
}
