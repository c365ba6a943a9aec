namespace Spiral.RoadRunner.KeyValue;

/// <summary>A storage whose values are all of one type and read and written by one serializer. Made by <see cref="KeyValueStorage.As{T}(IValueSerializer{T})"/>.</summary>
/// <typeparam name="T">The values.</typeparam>
/// <remarks>Thread-safe, and free: several may stand over the same storage. What needs no value is done by <see cref="Storage"/>.</remarks>
public sealed class KeyValueStorage<T>
{
    private readonly IValueSerializer<T> _serializer;

    internal KeyValueStorage(KeyValueStorage storage, IValueSerializer<T> serializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        Storage = storage;
        _serializer = serializer;
    }

    /// <summary>Gets the storage below.</summary>
    public KeyValueStorage Storage { get; }

    /// <inheritdoc cref="KeyValueStorage.GetAsync{T}(string, IValueSerializer{T}, CancellationToken)"/>
    public ValueTask<KeyValueResult<T>> GetAsync(string key, CancellationToken cancellationToken = default) =>
        Storage.GetAsync(key, _serializer, cancellationToken);

    /// <inheritdoc cref="KeyValueStorage.TryGetAsync{T}(string, IValueSerializer{T}, CancellationToken)"/>
    public ValueTask<KeyValueResult<T>> TryGetAsync(string key, CancellationToken cancellationToken = default) =>
        Storage.TryGetAsync(key, _serializer, cancellationToken);

    /// <inheritdoc cref="KeyValueStorage.GetManyAsync{T}(IEnumerable{string}, IValueSerializer{T}, CancellationToken)"/>
    public ValueTask<IReadOnlyList<KeyValueResult<T>>> GetManyAsync(IEnumerable<string> keys, CancellationToken cancellationToken = default) =>
        Storage.GetManyAsync(keys, _serializer, cancellationToken);

    /// <inheritdoc cref="KeyValueStorage.SetAsync{T}(string, T, IValueSerializer{T}, TimeSpan?, CancellationToken)"/>
    public ValueTask SetAsync(string key, T value, TimeSpan? ttl = null, CancellationToken cancellationToken = default) =>
        Storage.SetAsync(key, value, _serializer, ttl, cancellationToken);

    /// <inheritdoc cref="KeyValueStorage.TrySetAsync{T}(string, T, IValueSerializer{T}, TimeSpan?, CancellationToken)"/>
    public ValueTask<KeyValueOutcome> TrySetAsync(string key, T value, TimeSpan? ttl = null, CancellationToken cancellationToken = default) =>
        Storage.TrySetAsync(key, value, _serializer, ttl, cancellationToken);

    /// <inheritdoc cref="KeyValueStorage.SetManyAsync{T}(IEnumerable{KeyValuePair{string, T}}, IValueSerializer{T}, TimeSpan?, CancellationToken)"/>
    public ValueTask SetManyAsync(IEnumerable<KeyValuePair<string, T>> values, TimeSpan? ttl = null, CancellationToken cancellationToken = default) =>
        Storage.SetManyAsync(values, _serializer, ttl, cancellationToken);
}
