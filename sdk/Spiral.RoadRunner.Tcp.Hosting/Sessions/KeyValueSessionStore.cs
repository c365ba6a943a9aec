using Spiral.RoadRunner.KeyValue;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Keeps sessions in a key-value storage of the server, which all workers of the pool share.</summary>
/// <param name="storage">The storage.</param>
public sealed class KeyValueSessionStore(KeyValueStorage storage) : ISessionStore
{
    /// <inheritdoc/>
    public bool IsShared => true;

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => storage.GetAsync(key, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<byte[]?>> GetManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var results = await storage.GetManyAsync(keys, cancellationToken).ConfigureAwait(false);
        return [.. results.Select(static result => result.TryGetValue(out var value) ? value : null)];
    }

    /// <inheritdoc/>
    public ValueTask SetAsync(IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> values, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values is [var (key, value)]
            ? storage.SetAsync(key, value, timeToLive, cancellationToken)
            : storage.SetManyAsync(values, timeToLive, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) => storage.DeleteManyAsync(keys, cancellationToken);
}
