using System.Text.Json.Serialization.Metadata;
using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.KeyValue;

/// <content>Reading values.</content>
public sealed partial class KeyValueStorage
{
    /// <summary>Reads the bytes of a value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>The bytes, which belong to the caller; null when the key is missing.</returns>
    /// <exception cref="SerializationException">The transform cannot read the stored bytes.</exception>
    public async ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken = default)
    {
        var result = await GetAsync(key, ValueSerializers.Bytes, cancellationToken).ConfigureAwait(false);
        return result.GetValueOrDefault();
    }

    /// <summary>Reads a value as text in UTF-8.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>The text; null when the key is missing.</returns>
    /// <exception cref="SerializationException">The stored bytes are no text.</exception>
    public async ValueTask<string?> GetTextAsync(string key, CancellationToken cancellationToken = default)
    {
        var result = await GetAsync(key, ValueSerializers.Text, cancellationToken).ConfigureAwait(false);
        return result.GetValueOrDefault();
    }

    /// <summary>Reads a value that was stored as JSON.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="type">Describes the type, from a <c>JsonSerializerContext</c>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>The value, or that the key is missing.</returns>
    /// <exception cref="SerializationException">The stored bytes are no such JSON.</exception>
    public ValueTask<KeyValueResult<T>> GetAsync<T>(string key, JsonTypeInfo<T> type, CancellationToken cancellationToken = default) =>
        GetAsync(key, ValueSerializers.Json(type), cancellationToken);

    /// <summary>Reads a value.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="serializer">Reads the stored bytes.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>The value, or that the key is missing.</returns>
    /// <exception cref="SerializationException">The stored bytes are not what the serializer expects.</exception>
    public async ValueTask<KeyValueResult<T>> GetAsync<T>(string key, IValueSerializer<T> serializer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        var items = await _calls.CallAsync(KeyValueMethods.Get, [KeyValueKey.ToItem(key)], cancellationToken).ConfigureAwait(false);
        return Read(key, items.Count > 0 ? items[0] : null, serializer);
    }

    /// <summary>Reads the bytes of several values with one request.</summary>
    /// <param name="keys">The keys; a key may stand there twice.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>One result per key, in the order of the keys: the bytes, or that the key is missing.</returns>
    /// <exception cref="SerializationException">The transform cannot read one of the values.</exception>
    public ValueTask<IReadOnlyList<KeyValueResult<byte[]>>> GetManyAsync(IEnumerable<string> keys, CancellationToken cancellationToken = default) =>
        GetManyAsync(keys, ValueSerializers.Bytes, cancellationToken);

    /// <summary>Reads several values with one request.</summary>
    /// <typeparam name="T">The values.</typeparam>
    /// <param name="keys">The keys; a key may stand there twice.</param>
    /// <param name="serializer">Reads the stored bytes.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>One result per key, in the order of the keys: the value, or that the key is missing.</returns>
    /// <exception cref="SerializationException">One of the values is not what the serializer expects.</exception>
    public async ValueTask<IReadOnlyList<KeyValueResult<T>>> GetManyAsync<T>(
        IEnumerable<string> keys,
        IValueSerializer<T> serializer,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        var (asked, found) = await AskAsync(KeyValueMethods.Get, keys, cancellationToken).ConfigureAwait(false);
        return Array.ConvertAll(asked, item => Read(item.Key, found.GetValueOrDefault(item.Key), serializer));
    }

    /// <summary>Reads the bytes of a value, and returns what fails instead of throwing it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>Found, missing or failed. Wrong arguments and cancellation are thrown all the same.</returns>
    public ValueTask<KeyValueResult<byte[]>> TryGetAsync(string key, CancellationToken cancellationToken = default) =>
        TryGetAsync(key, ValueSerializers.Bytes, cancellationToken);

    /// <summary>Reads a value that was stored as JSON, and returns what fails instead of throwing it.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="type">Describes the type, from a <c>JsonSerializerContext</c>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>Found, missing or failed. Wrong arguments and cancellation are thrown all the same.</returns>
    public ValueTask<KeyValueResult<T>> TryGetAsync<T>(string key, JsonTypeInfo<T> type, CancellationToken cancellationToken = default) =>
        TryGetAsync(key, ValueSerializers.Json(type), cancellationToken);

    /// <summary>Reads a value, and returns what fails instead of throwing it.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="serializer">Reads the stored bytes.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>Found, missing or failed. Wrong arguments and cancellation are thrown all the same.</returns>
    public async ValueTask<KeyValueResult<T>> TryGetAsync<T>(string key, IValueSerializer<T> serializer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await GetAsync(key, serializer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (KeyValueFailure.IsOurs(error))
        {
            return KeyValueResult<T>.Failed(key, error);
        }
    }

    private KeyValueResult<T> Read<T>(string key, KvItem? item, IValueSerializer<T> serializer) => item is null
        ? KeyValueResult<T>.Missing(key)
        : KeyValueResult<T>.Found(key, _codec.Read(key, item.Value.Span, serializer));
}
