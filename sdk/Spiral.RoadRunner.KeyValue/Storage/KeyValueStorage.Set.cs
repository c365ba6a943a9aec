using System.Text.Json.Serialization.Metadata;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.KeyValue;

/// <content>Writing values.</content>
public sealed partial class KeyValueStorage
{
    /// <summary>Stores bytes, in place of what is there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The bytes; empty is a value, too. Copied before the method returns.</param>
    /// <param name="ttl">How long the value lives, above zero; null keeps it until it is deleted. See the remarks of this type.</param>
    /// <param name="cancellationToken">Gives the call up; the value may be stored all the same.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ttl"/> is not above zero. Nothing was sent; the value that is there stays.</exception>
    /// <exception cref="SerializationException">The transform failed. Nothing was sent.</exception>
    public async ValueTask SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan? ttl = null, CancellationToken cancellationToken = default) =>
        await SendAsync([ToItem(key, _codec.Write(key, value), ToTimeout(ttl))], cancellationToken).ConfigureAwait(false);

    /// <summary>Stores text in UTF-8, in place of what is there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The text.</param>
    /// <param name="ttl">How long the value lives, above zero; null keeps it until it is deleted.</param>
    /// <param name="cancellationToken">Gives the call up; the value may be stored all the same.</param>
    /// <inheritdoc cref="SetAsync(string, ReadOnlyMemory{byte}, TimeSpan?, CancellationToken)"/>
    public ValueTask SetTextAsync(string key, string value, TimeSpan? ttl = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        return SetAsync(key, value, ValueSerializers.Text, ttl, cancellationToken);
    }

    /// <summary>Stores a value as JSON, in place of what is there.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="type">Describes the type, from a <c>JsonSerializerContext</c>.</param>
    /// <param name="ttl">How long the value lives, above zero; null keeps it until it is deleted.</param>
    /// <param name="cancellationToken">Gives the call up; the value may be stored all the same.</param>
    /// <inheritdoc cref="SetAsync(string, ReadOnlyMemory{byte}, TimeSpan?, CancellationToken)"/>
    public ValueTask SetAsync<T>(string key, T value, JsonTypeInfo<T> type, TimeSpan? ttl = null, CancellationToken cancellationToken = default) =>
        SetAsync(key, value, ValueSerializers.Json(type), ttl, cancellationToken);

    /// <summary>Stores a value, in place of what is there.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="serializer">Writes the bytes.</param>
    /// <param name="ttl">How long the value lives, above zero; null keeps it until it is deleted.</param>
    /// <param name="cancellationToken">Gives the call up; the value may be stored all the same.</param>
    /// <inheritdoc cref="SetAsync(string, ReadOnlyMemory{byte}, TimeSpan?, CancellationToken)"/>
    public ValueTask SetAsync<T>(string key, T value, IValueSerializer<T> serializer, TimeSpan? ttl = null, CancellationToken cancellationToken = default) =>
        SetManyAsync([KeyValuePair.Create(key, value)], serializer, ttl, cancellationToken);

    /// <summary>Stores the bytes of several values with one request. Not atomic: when the server fails at one of them, those before it are stored.</summary>
    /// <param name="values">Keys and bytes, stored in this order; a later value for the same key wins.</param>
    /// <param name="ttl">How long the value lives, above zero; null keeps it until it is deleted.</param>
    /// <param name="cancellationToken">Gives the call up; the value may be stored all the same.</param>
    /// <inheritdoc cref="SetAsync(string, ReadOnlyMemory{byte}, TimeSpan?, CancellationToken)"/>
    public async ValueTask SetManyAsync(
        IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> values,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var timeout = ToTimeout(ttl);
        await SendAsync([.. values.Select(pair => ToItem(pair.Key, _codec.Write(pair.Key, pair.Value), timeout))], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stores several values with one request. Not atomic: when the server fails at one of them, those before it are stored.</summary>
    /// <typeparam name="T">The values.</typeparam>
    /// <param name="values">Keys and values, stored in this order; a later value for the same key wins.</param>
    /// <param name="serializer">Writes the bytes.</param>
    /// <param name="ttl">How long the value lives, above zero; null keeps it until it is deleted.</param>
    /// <param name="cancellationToken">Gives the call up; the value may be stored all the same.</param>
    /// <inheritdoc cref="SetAsync(string, ReadOnlyMemory{byte}, TimeSpan?, CancellationToken)"/>
    public async ValueTask SetManyAsync<T>(
        IEnumerable<KeyValuePair<string, T>> values,
        IValueSerializer<T> serializer,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var timeout = ToTimeout(ttl);
        await SendAsync([.. values.Select(pair => ToItem(pair.Key, _codec.Write(pair.Key, pair.Value, serializer), timeout))], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes how long a value lives. Not atomic: the value is read and written again, so what others write in between is lost.</summary>
    /// <param name="key">The key.</param>
    /// <param name="ttl">How long the value lives from now on, above zero; null keeps it until it is deleted.</param>
    /// <param name="cancellationToken">Gives the call up; the value may be written all the same.</param>
    /// <returns>False when the key is missing; nothing is written then.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ttl"/> is not above zero. Nothing was sent; the value stays.</exception>
    /// <remarks>The server's own kv.MExpire is not used: Go RoadRunner's memory driver may lose the value by it, or end the server.</remarks>
    public async ValueTask<bool> ExpireAsync(string key, TimeSpan? ttl, CancellationToken cancellationToken = default)
    {
        Lifetime.Check(ttl, nameof(ttl));
        var found = await _calls.CallAsync(KeyValueMethods.Get, [KeyValueKey.ToItem(key)], cancellationToken).ConfigureAwait(false);
        if (found.Count == 0)
        {
            return false;
        }

        await SendAsync([ToItem(key, found[0].Value.Memory, ToTimeout(ttl))], cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Stores bytes, and returns what fails instead of throwing it.</summary>
    /// <returns>Done or failed. Wrong arguments and cancellation are thrown all the same.</returns>
    /// <inheritdoc cref="SetAsync(string, ReadOnlyMemory{byte}, TimeSpan?, CancellationToken)"/>
    public ValueTask<KeyValueOutcome> TrySetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan? ttl = null, CancellationToken cancellationToken = default) =>
        TryAsync(SetAsync(key, value, ttl, cancellationToken));

    /// <summary>Stores a value as JSON, and returns what fails instead of throwing it.</summary>
    /// <returns>Done or failed. Wrong arguments and cancellation are thrown all the same.</returns>
    /// <inheritdoc cref="SetAsync{T}(string, T, JsonTypeInfo{T}, TimeSpan?, CancellationToken)"/>
    public ValueTask<KeyValueOutcome> TrySetAsync<T>(string key, T value, JsonTypeInfo<T> type, TimeSpan? ttl = null, CancellationToken cancellationToken = default) =>
        TryAsync(SetAsync(key, value, type, ttl, cancellationToken));

    /// <summary>Stores a value, and returns what fails instead of throwing it.</summary>
    /// <returns>Done or failed. Wrong arguments and cancellation are thrown all the same.</returns>
    /// <inheritdoc cref="SetAsync{T}(string, T, IValueSerializer{T}, TimeSpan?, CancellationToken)"/>
    public ValueTask<KeyValueOutcome> TrySetAsync<T>(
        string key,
        T value,
        IValueSerializer<T> serializer,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default) =>
        TryAsync(SetAsync(key, value, serializer, ttl, cancellationToken));

    /// <summary>Stores bytes until a time that the caller has counted from the same <paramref name="now"/>.</summary>
    internal async ValueTask SetUntilAsync(string key, ReadOnlyMemory<byte> value, DateTimeOffset? end, DateTimeOffset now, CancellationToken cancellationToken) =>
        await SendAsync([ToItem(key, _codec.Write(key, value), Lifetime.ToTimeout(end, now))], cancellationToken).ConfigureAwait(false);

    private static async ValueTask<KeyValueOutcome> TryAsync(ValueTask write)
    {
        try
        {
            await write.ConfigureAwait(false);
            return default;
        }
        catch (Exception error) when (KeyValueFailure.IsOurs(error))
        {
            return new KeyValueOutcome(error);
        }
    }

    // The bytes are not copied: a caller encodes its request before it returns, and so do we.
    private static KvItem ToItem(string key, ReadOnlyMemory<byte> value, string timeout) =>
        new() { Key = KeyValueKey.Check(key), Value = UnsafeByteOperations.UnsafeWrap(value), Timeout = timeout };

    private string ToTimeout(TimeSpan? ttl)
    {
        Lifetime.Check(ttl, nameof(ttl));
        var now = _options.TimeProvider.GetUtcNow();
        return Lifetime.ToTimeout(Lifetime.EndOf(ttl, now), now);
    }

    private ValueTask<RepeatedField<KvItem>> SendAsync(KvItem[] items, CancellationToken cancellationToken) =>
        items.Length == 0 ? new([]) : _calls.CallAsync(KeyValueMethods.Set, items, cancellationToken);
}
