using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RoadRunner.Host.KeyValue;

/// <summary>The driver <c>memory</c>: values in the memory of the host, gone when it stops. Nothing limits how much they take.</summary>
/// <remarks>
/// <para>
/// A key is gone at the moment of its timeout, since every read looks at the clock. What nobody reads is collected by one timer, which
/// passes over <see cref="SweepBatch"/> keys a second, so expired values of a store of a million keys are freed within 20 s.
/// </para>
/// <para>
/// Replies and error texts are those of Go RoadRunner's memory driver. Where that one loses or damages something, this one does as
/// redis does: timeouts are not cut to whole seconds, a Set that fails leaves the old value, and MExpire keeps the value, is seen by TTL,
/// does not create keys, and with a time that has passed deletes the key instead of ending the server.
/// </para>
/// </remarks>
internal sealed class MemoryStore : IKeyValueStore
{
    /// <summary>How many keys one run of the sweeper looks at.</summary>
    public const int SweepBatch = 50_000;

    private readonly string _name;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, MemoryItem> _items = new(StringComparer.Ordinal);
    private readonly Lock _sweeping = new();
    private readonly ITimer _sweeper;
    private IEnumerator<KeyValuePair<string, MemoryItem>>? _sweepPosition;

    /// <summary>Makes an empty storage.</summary>
    /// <param name="name">The name of the storage, for the log.</param>
    /// <param name="time">The clock that timeouts are held against.</param>
    /// <param name="logger">Where a timeout that has already passed is reported.</param>
    public MemoryStore(string name, TimeProvider time, ILogger logger)
    {
        _name = name;
        _time = time;
        _logger = logger;
        _sweeper = time.CreateTimer(static store => ((MemoryStore)store!).Sweep(), this, SweepInterval, SweepInterval);
    }

    /// <summary>Gets the time between two runs of the sweeper.</summary>
    public static TimeSpan SweepInterval { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets how many keys are kept, expired ones that were not collected yet included.</summary>
    public int Count => _items.Count;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> HasAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var key in StorageKeys.Check(keys, MemoryOperations.Has))
        {
            if (Find(key) is not null)
            {
                found.Add(key);
            }
        }

        return new(found);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<KeyValueItem>> GetAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        new(Collect(keys, MemoryOperations.Get, static (key, item) => new KeyValueItem(key, item.Value)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<KeyValueItem>> TtlAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        new(Collect(keys, MemoryOperations.Ttl, static (key, item) => new KeyValueItem(key, Timeout: item.Timeout)));

    /// <inheritdoc/>
    public ValueTask SetAsync(IReadOnlyList<KeyValueItem> items, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            _items[item.Key] = Create(item);
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask ExpireAsync(IReadOnlyList<KeyValueItem> items, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            if (item.Timeout.Length == 0 || StorageKeys.IsBlank(item.Key))
            {
                throw KeyValueException.Nested(KeyValueFault.BadTimeout, MemoryOperations.Expire, MemoryOperations.TimeoutMissing);
            }

            if (!TimeoutText.TryParse(item.Timeout, out var time, out var error))
            {
                throw KeyValueException.Nested(KeyValueFault.BadTimeout, MemoryOperations.Expire, error);
            }

            // Another caller may change the key between the two steps; then its new item gets the timeout. An item of the past is
            // as good as deleted, for every read looks at the clock.
            while (Find(item.Key) is { } current && !_items.TryUpdate(item.Key, current.WithTimeout(item.Timeout, time), current))
            {
            }
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        foreach (var key in StorageKeys.Check(keys, MemoryOperations.Delete))
        {
            _items.TryRemove(key, out _);
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask ClearAsync(CancellationToken cancellationToken)
    {
        _items.Clear();
        return default;
    }

    /// <summary>Lists the keys that have not expired.</summary>
    public IReadOnlyList<string> ListKeys()
    {
        var now = _time.GetUtcNow();
        return [.. _items.Where(item => !item.Value.IsExpired(now)).Select(static item => item.Key)];
    }

    /// <summary>Stops the sweeper and lets go of the values.</summary>
    public async ValueTask DisposeAsync()
    {
        await _sweeper.DisposeAsync();
        _items.Clear();
    }

    private MemoryItem Create(KeyValueItem item)
    {
        var value = item.Value.ToArray();
        if (item.Timeout.Length == 0)
        {
            return new MemoryItem(value, "", DateTimeOffset.MaxValue);
        }

        if (!TimeoutText.TryParse(item.Timeout, out var time, out var error))
        {
            throw KeyValueException.Plain(KeyValueFault.BadTimeout, error);
        }

        if (time > _time.GetUtcNow())
        {
            return new MemoryItem(value, item.Timeout, time);
        }

        KeyValueLog.TimeoutHasPassed(_logger, _name, item.Timeout, item.Key);
        return new MemoryItem(value, "", DateTimeOffset.MaxValue);
    }

    private List<KeyValueItem> Collect(IReadOnlyList<string> keys, string operation, Func<string, MemoryItem, KeyValueItem> select)
    {
        var found = new List<KeyValueItem>();
        foreach (var key in StorageKeys.Check(keys, operation))
        {
            if (Find(key) is { } item)
            {
                found.Add(select(key, item));
            }
        }

        return found;
    }

    private MemoryItem? Find(string key)
    {
        if (!_items.TryGetValue(key, out var item) || !item.IsExpired(_time.GetUtcNow()))
        {
            return item;
        }

        // Removes this very item, not one that has taken its place meanwhile.
        _items.TryRemove(KeyValuePair.Create(key, item));
        return null;
    }

    // The enumerator of a concurrent dictionary works beside writers, so a pass over the store can take several runs.
    private void Sweep()
    {
        lock (_sweeping)
        {
            var now = _time.GetUtcNow();
            _sweepPosition ??= _items.GetEnumerator();
            for (var looked = 0; looked < SweepBatch; looked++)
            {
                if (!_sweepPosition.MoveNext())
                {
                    _sweepPosition = null;
                    return;
                }

                if (_sweepPosition.Current.Value.IsExpired(now))
                {
                    _items.TryRemove(_sweepPosition.Current);
                }
            }
        }
    }
}
