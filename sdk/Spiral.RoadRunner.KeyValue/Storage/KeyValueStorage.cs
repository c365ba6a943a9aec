using System.Text.Json.Serialization.Metadata;
using Spiral.RoadRunner.Rpc;
using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.KeyValue;

/// <summary>A key-value storage of the server, shared by all workers of all pools.</summary>
/// <remarks>
/// <para>
/// Thread-safe. Every call is one request, however many keys it has; a request over the payload limit of the link is an
/// <see cref="ArgumentException"/>. A call without keys does nothing and sends nothing. Keys are any text that is not empty or blank; others
/// are an <see cref="ArgumentException"/> before anything is sent.
/// </para>
/// <para>
/// Lifetimes are sent as an absolute time, rounded up to a whole second and at least 2 s ahead, so a value may outlive what was asked for
/// by up to 2 s (Go RoadRunner's memory driver then drops it up to a second early). A lifetime of zero or less is refused before anything is
/// sent; one that no calendar reaches (after the year 9999) is the same as none.
/// </para>
/// <para>
/// Every method throws <see cref="StorageException"/> when the server refuses; <see cref="RpcLinkException"/> and the other errors of the
/// link pass through: after <see cref="ConnectionLostException"/> and <see cref="CommandTimeoutException"/> nobody knows whether a write
/// was carried out. A cancelled write may have been carried out, too.
/// </para>
/// </remarks>
public sealed partial class KeyValueStorage
{
    private readonly KeyValueCalls _calls;
    private readonly ValueCodec _codec;
    private readonly KeyValueOptions _options;

    /// <summary>Opens a storage. Nothing is sent: a storage that the server does not have shows with the first call.</summary>
    /// <param name="caller">The link to the server.</param>
    /// <param name="name">The name in the <c>kv</c> section of the configuration. The server knows all names in lower case, so it is lowered.</param>
    /// <param name="options">Settings; null means the defaults.</param>
    /// <exception cref="ArgumentException">The name is empty or blank.</exception>
    public KeyValueStorage(IRpcCaller caller, string name, KeyValueOptions? options = null)
        : this(new KeyValueCalls(caller, Lower(name), options?.CallTimeout), options ?? new KeyValueOptions(), options?.Transform) =>
        ArgumentNullException.ThrowIfNull(caller);

    private KeyValueStorage(KeyValueCalls calls, KeyValueOptions options, IValueTransform? transform)
    {
        _calls = calls;
        _options = options;
        _codec = new ValueCodec(calls.Storage, transform);
    }

    /// <summary>Gets the name of the storage, in lower case.</summary>
    public string Name => _calls.Storage;

    internal IRpcCaller Caller => _calls.Caller;

    internal TimeProvider TimeProvider => _options.TimeProvider;

    /// <summary>Returns the same storage with another transform, for some values or a single call: <c>storage.With(encryption).SetAsync(…)</c>.</summary>
    /// <param name="transform">Replaces the one of the options; null for none.</param>
    public KeyValueStorage With(IValueTransform? transform) => new(_calls, _options, transform);

    /// <summary>Returns the same storage with a serializer for all values.</summary>
    /// <typeparam name="T">The values.</typeparam>
    /// <param name="serializer">Writes and reads them.</param>
    public KeyValueStorage<T> As<T>(IValueSerializer<T> serializer) => new(this, serializer);

    /// <summary>Returns the same storage with JSON for all values.</summary>
    /// <typeparam name="T">The values.</typeparam>
    /// <param name="type">Describes the type, from a <c>JsonSerializerContext</c>.</param>
    public KeyValueStorage<T> As<T>(JsonTypeInfo<T> type) => new(this, ValueSerializers.Json(type));

    /// <summary>Asks whether there is a value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    public async ValueTask<bool> HasAsync(string key, CancellationToken cancellationToken = default)
    {
        var items = await _calls.CallAsync(KeyValueMethods.Has, [KeyValueKey.ToItem(key)], cancellationToken).ConfigureAwait(false);
        return items.Count > 0;
    }

    /// <summary>Asks which keys have a value.</summary>
    /// <param name="keys">The keys; a key may stand there twice.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>One answer per key, in the order of the keys.</returns>
    public async ValueTask<IReadOnlyList<bool>> HasManyAsync(IEnumerable<string> keys, CancellationToken cancellationToken = default)
    {
        var (asked, found) = await AskAsync(KeyValueMethods.Has, keys, cancellationToken).ConfigureAwait(false);
        return Array.ConvertAll(asked, item => found.ContainsKey(item.Key));
    }

    /// <summary>Asks when a value will be gone. Informative only: drivers answer in whole seconds, and some late.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>The time, or null when none is known: the value has no lifetime, or there is no value.</returns>
    /// <exception cref="StorageException">Among others, the driver knows no lifetimes: <see cref="StorageError.NotSupported"/>.</exception>
    /// <exception cref="SerializationException">The server answered with what is no time.</exception>
    public async ValueTask<DateTimeOffset?> TtlAsync(string key, CancellationToken cancellationToken = default)
    {
        var ends = await TtlManyAsync([key], cancellationToken).ConfigureAwait(false);
        return ends[0];
    }

    /// <summary>Asks when values will be gone, as <see cref="TtlAsync"/> does.</summary>
    /// <param name="keys">The keys; a key may stand there twice.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>One time or null per key, in the order of the keys.</returns>
    /// <inheritdoc cref="TtlAsync"/>
    public async ValueTask<IReadOnlyList<DateTimeOffset?>> TtlManyAsync(IEnumerable<string> keys, CancellationToken cancellationToken = default)
    {
        var (asked, found) = await AskAsync(KeyValueMethods.Ttl, keys, cancellationToken).ConfigureAwait(false);
        return Array.ConvertAll(asked, item => found.TryGetValue(item.Key, out var answer) ? ReadEnd(answer) : null);
    }

    /// <summary>Deletes a value; it need not exist.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    public ValueTask DeleteAsync(string key, CancellationToken cancellationToken = default) => DeleteManyAsync([key], cancellationToken);

    /// <summary>Deletes values; they need not exist.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    public async ValueTask DeleteManyAsync(IEnumerable<string> keys, CancellationToken cancellationToken = default) =>
        await AskAsync(KeyValueMethods.Delete, keys, cancellationToken).ConfigureAwait(false);

    /// <summary>Deletes all values of the storage. A redis storage clears its whole database, keys of other applications included.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    public async ValueTask ClearAsync(CancellationToken cancellationToken = default) =>
        await _calls.CallAsync(KeyValueMethods.Clear, [], cancellationToken).ConfigureAwait(false);

    private static string Lower(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name.ToLowerInvariant();
    }

    private DateTimeOffset? ReadEnd(KvItem item)
    {
        if (item.Timeout.Length == 0)
        {
            return null;
        }

        return Lifetime.TryParse(item.Timeout, out var end)
            ? end
            : throw new SerializationException(SerializationError.CannotRead, Name, item.Key, $"\"{item.Timeout}\" is no time.");
    }

    // Replies leave missing keys out, come in any order and name a key once, however often it was asked for.
    private async ValueTask<(KvItem[] Asked, Dictionary<string, KvItem> Found)> AskAsync(string method, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var asked = KeyValueKey.ToItems(keys);
        var found = new Dictionary<string, KvItem>(StringComparer.Ordinal);
        if (asked.Length > 0)
        {
            foreach (var item in await _calls.CallAsync(method, asked, cancellationToken).ConfigureAwait(false))
            {
                found[item.Key] = item;
            }
        }

        return (asked, found);
    }
}
