using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.KeyValue;

/// <summary>The key-value storages of a host by name. Safe to use from any thread.</summary>
internal sealed class StorageRegistry : IAsyncDisposable
{
    private readonly FrozenDictionary<string, IKeyValueStore> _stores;

    private StorageRegistry(Dictionary<string, IKeyValueStore> stores) => _stores = stores.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Gets the names of the storages, in lower case.</summary>
    public IEnumerable<string> Names => _stores.Keys;

    /// <summary>Makes the storages of a configuration. Nothing is connected: a redis that is away does not keep the host from starting.</summary>
    /// <param name="configuration">
    /// The configuration. Without the section <c>kv</c> the registry is empty; RoadRunner then has no service <c>kv</c> at all.
    /// </param>
    /// <param name="loggers">The storages log to <see cref="HostLogChannels.KeyValue"/>.</param>
    /// <param name="time">The clock of all timeouts.</param>
    /// <exception cref="KeyValueStartException">A certificate file that the configuration names cannot be used.</exception>
    public static StorageRegistry Create(RrConfiguration configuration, ILoggerFactory loggers, TimeProvider time)
    {
        var logger = loggers.CreateLogger(HostLogChannels.KeyValue);
        var stores = new Dictionary<string, IKeyValueStore>(StringComparer.Ordinal);
        foreach (var storage in configuration.KeyValue?.Storages ?? [])
        {
            stores.Add(storage.Name, CreateStore(storage, configuration, time, logger));
        }

        return new StorageRegistry(stores);
    }

    /// <summary>Returns the storage that every method but Set asks for.</summary>
    /// <param name="name">The name as the client sent it. Names are lower case, and a client that writes them otherwise finds nothing.</param>
    /// <exception cref="KeyValueException">There is no such storage, or the name is empty.</exception>
    public IKeyValueStore Get(string name) => name.Length == 0 ? throw KeyValueException.NoStorageProvided() : GetForSet(name);

    /// <summary>Returns the storage that Set asks for: RoadRunner treats an empty name as any other unknown one there.</summary>
    /// <exception cref="KeyValueException">There is no such storage.</exception>
    public IKeyValueStore GetForSet(string name) => _stores.TryGetValue(name, out var store) ? store : throw KeyValueException.NoSuchStorage(name);

    /// <summary>Returns a storage; null when there is none of that name.</summary>
    public IKeyValueStore? Find(string name) => _stores.GetValueOrDefault(name);

    /// <summary>Disposes of all storages.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores.Values)
        {
            await store.DisposeAsync();
        }
    }

    private static IKeyValueStore CreateStore(StorageConfiguration storage, RrConfiguration configuration, TimeProvider time, ILogger logger)
    {
        if (storage.Redis is not { } redis)
        {
            return new MemoryStore(storage.Name, time, logger);
        }

        var origin = $"kv.{storage.Name}{storage.Place.Suffix}, tls";
        var tls = redis.Tls is null ? null : RedisTls.Load(redis.Tls, configuration.WorkingDirectory, origin);
        return new RedisStore(storage.Name, redis, tls, time, logger);
    }
}
