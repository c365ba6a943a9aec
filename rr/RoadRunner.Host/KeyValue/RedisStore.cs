using System.Globalization;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;
using StackExchange.Redis;

namespace RoadRunner.Host.KeyValue;

/// <summary>The driver <c>redis</c>. It connects with its first call, and anew after redis was away; until then every call fails.</summary>
/// <remarks>
/// All calls share one connection per server, so the calls of many workers go out together and are answered in their order. A call
/// waits at most <see cref="RedisConfiguration.DialTimeout"/> for a connection and <see cref="RedisConfiguration.WriteTimeout"/> plus
/// <see cref="RedisConfiguration.ReadTimeout"/> for its replies. Values and error texts are those of Go RoadRunner's redis driver;
/// the times that Ttl returns are in UTC.
/// </remarks>
internal sealed class RedisStore : IKeyValueStore
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private readonly string _name;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RedisLink _link;
    private readonly RedisCalls _calls;
    private readonly bool _isCluster;

    /// <summary>Makes a storage; nothing is connected yet.</summary>
    /// <param name="name">The name of the storage, for the log.</param>
    /// <param name="configuration">The settings.</param>
    /// <param name="tls">The certificates when the connection is to be encrypted; the store disposes of them.</param>
    /// <param name="time">The clock that timeouts are relative to; it has to go with that of redis.</param>
    /// <param name="logger">Where the state of the connection is reported.</param>
    public RedisStore(string name, RedisConfiguration configuration, RedisTls? tls, TimeProvider time, ILogger logger)
    {
        _name = name;
        _time = time;
        _logger = logger;
        _link = new RedisLink(name, new RedisConnector(configuration, tls, time), logger);
        _calls = new RedisCalls(_link, configuration.Database, configuration.ReadTimeout + configuration.WriteTimeout, time);
        _isCluster = configuration.Addresses.Count > 1;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> HasAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var wanted = StorageKeys.Check(keys, RedisOperations.Has);
        var found = await _calls.EachAsync(wanted, static (database, key) => database.KeyExistsAsync(key), cancellationToken);
        return [.. wanted.Where((_, at) => found[at])];
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<KeyValueItem>> GetAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var wanted = StorageKeys.Check(keys, RedisOperations.Get);
        if (wanted.Count == 0)
        {
            return [];
        }

        // Keys of one MGET have to live on one node.
        var values = _isCluster
            ? await _calls.EachAsync(wanted, static (database, key) => database.StringGetAsync(key), cancellationToken)
            : await _calls.RunAsync(database => database.StringGetAsync([.. wanted.Select(key => (RedisKey)key)]), cancellationToken);
        return [.. wanted.Zip(values).Where(pair => !pair.Second.IsNull).Select(pair => new KeyValueItem(pair.First, (byte[])pair.Second))];
    }

    /// <inheritdoc/>
    public async ValueTask SetAsync(IReadOnlyList<KeyValueItem> items, CancellationToken cancellationToken)
    {
        KeyValueException? fault = null;
        var writes = new List<RedisWrite>(items.Count);
        foreach (var item in items)
        {
            if (!TryLifetime(item, out var lifetime, out var error))
            {
                fault = KeyValueException.Plain(KeyValueFault.BadTimeout, error);
                break;
            }

            writes.Add(new RedisWrite(item.Key, item.Value.ToArray(), lifetime));
        }

        await _calls.EachAsync(
            writes, static (database, write) => database.StringSetAsync(write.Key, write.Value, write.Lifetime), cancellationToken);
        if (fault is not null)
        {
            throw fault;
        }
    }

    /// <inheritdoc/>
    public async ValueTask ExpireAsync(IReadOnlyList<KeyValueItem> items, CancellationToken cancellationToken)
    {
        KeyValueException? fault = null;
        var writes = new List<RedisWrite>(items.Count);
        foreach (var item in items)
        {
            if (item.Timeout.Length == 0 || StorageKeys.IsBlank(item.Key))
            {
                fault = KeyValueException.Nested(KeyValueFault.BadTimeout, RedisOperations.Expire, RedisOperations.TimeoutMissing);
                break;
            }

            if (!TimeoutText.TryParse(item.Timeout, out var time, out var error))
            {
                fault = KeyValueException.Plain(KeyValueFault.BadTimeout, error);
                break;
            }

            writes.Add(new RedisWrite(item.Key, [], WholeSeconds(time - _time.GetUtcNow())));
        }

        await _calls.EachAsync(writes, static (database, write) => database.KeyExpireAsync(write.Key, write.Lifetime), cancellationToken);
        if (fault is not null)
        {
            throw fault;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<KeyValueItem>> TtlAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var wanted = StorageKeys.Check(keys, RedisOperations.Ttl);
        var left = await _calls.EachAsync(wanted, static (database, key) => database.KeyTimeToLiveAsync(key), cancellationToken);
        var now = _time.GetUtcNow();
        return [.. wanted.Zip(left).Where(pair => pair.Second is not null).Select(pair => new KeyValueItem(pair.First, Timeout: Text(now, pair.Second!.Value)))];
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var wanted = StorageKeys.Check(keys, RedisOperations.Delete);
        if (wanted.Count == 0)
        {
            throw KeyValueException.Plain(KeyValueFault.Refused, RedisOperations.NothingToDelete);
        }

        if (_isCluster)
        {
            await _calls.EachAsync(wanted, static (database, key) => database.KeyDeleteAsync(key), cancellationToken);
        }
        else
        {
            await _calls.RunAsync(database => database.KeyDeleteAsync([.. wanted.Select(key => (RedisKey)key)]), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask ClearAsync(CancellationToken cancellationToken) => _calls.FlushAsync(cancellationToken);

    /// <summary>Closes the connection; calls in flight fail.</summary>
    public ValueTask DisposeAsync() => _link.DisposeAsync();

    // As Go's client: EXPIRE takes whole seconds, less than one is one, and zero or less deletes.
    private static TimeSpan WholeSeconds(TimeSpan left) =>
        left > TimeSpan.Zero && left < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(left.Ticks / TimeSpan.TicksPerSecond);

    // Half a second up before the cut: clients send whole seconds, and the milliseconds on the way must not cost them one.
    private static string Text(DateTimeOffset now, TimeSpan left) =>
        (now.Ticks + left.Ticks < DateTimeOffset.MaxValue.Ticks - TimeSpan.TicksPerSecond ? now + left + TimeSpan.FromSeconds(0.5) : DateTimeOffset.MaxValue)
        .ToString(TimeFormat, CultureInfo.InvariantCulture);

    private bool TryLifetime(KeyValueItem item, out TimeSpan? lifetime, out string error)
    {
        (lifetime, error) = (null, "");
        if (item.Timeout.Length == 0)
        {
            return true;
        }

        if (!TimeoutText.TryParse(item.Timeout, out var time, out var parseError))
        {
            error = parseError;
            return false;
        }

        var left = time - _time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            KeyValueLog.TimeoutHasPassed(_logger, _name, item.Timeout, item.Key);
            return true;
        }

        // Redis refuses a lifetime of 0 ms.
        lifetime = TimeSpan.FromMilliseconds(Math.Max(1, Math.Round(left.TotalMilliseconds)));
        return true;
    }
}
