using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The open connections of a server, each with an end that traffic puts off; never more come in than the limits say.</summary>
/// <remarks>
/// Split into parts, so that a change writes few entries; a table says how full each part is and when its first entry expires. All
/// changes stand under one lock. A write that was given up may still arrive behind the lock: then the entries that it has
/// overwritten are missing, or too many, until traffic or expiry sets them right.
/// </remarks>
internal sealed class AdmissionIndex(IIndexStore store, string prefix, int maxTotal, int maxPerGroup, TimeSpan expiry, string feature, TimeProvider time, ILogger logger)
{
    private const int EntriesPerShard = 64;
    private const int MostShards = 256;

    private readonly int _shards = Math.Clamp((maxTotal == 0 ? MostShards * EntriesPerShard : maxTotal) / EntriesPerShard, 1, MostShards);
    private readonly string _table = prefix + "/table";

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private long End => Now + (long)expiry.TotalMilliseconds;

    /// <summary>Lets a connection in, if there is room.</summary>
    public async ValueTask<Admission> EnterAsync(string id, ulong group, CancellationToken cancellationToken)
    {
        var held = await store.LockAsync(prefix, cancellationToken).ConfigureAwait(false);
        await using var release = held.ConfigureAwait(false);
        var (states, entries, at) = await LoadAsync(id, group, cancellationToken).ConfigureAwait(false);
        Prune(entries, id);
        states[at] = ShardState.Of(entries);
        if (maxPerGroup > 0 && entries.Count(entry => entry.Group == group) >= maxPerGroup)
        {
            return Admission.AddressFull;
        }

        var changes = new Dictionary<int, List<IndexEntry>>();
        if (IsFull(states))
        {
            await PruneOthersAsync(states, at, changes, cancellationToken).ConfigureAwait(false);
        }

        var isFull = IsFull(states);
        if (!isFull)
        {
            entries.Add(new IndexEntry(id, group, End));
            changes[at] = entries;
        }

        await WriteAsync(held, states, changes, cancellationToken).ConfigureAwait(false);
        return isFull ? Admission.ServerFull : Admission.Entered;
    }

    /// <summary>Puts the end of a connection off, if a quarter of its time has passed. One that is missing comes in, over the limit if need be: it is open.</summary>
    /// <returns>When it was put off last, in Unix milliseconds.</returns>
    public async ValueTask<long> RenewAsync(string id, ulong group, CancellationToken cancellationToken)
    {
        // Another worker may have done it, and looking costs a quarter of doing.
        var stored = await store.ReadAsync([KeyOf(ShardOf(id, group))], cancellationToken).ConfigureAwait(false);
        var known = Read(ShardOf(id, group), stored[0]).Find(entry => entry.Id == id);
        var last = known.Time - (long)expiry.TotalMilliseconds;
        if (known.Id is not null && Now - last < expiry.TotalMilliseconds / 4)
        {
            return last;
        }

        var held = await store.LockAsync(prefix, cancellationToken).ConfigureAwait(false);
        await using var release = held.ConfigureAwait(false);
        var (states, entries, at) = await LoadAsync(id, group, cancellationToken).ConfigureAwait(false);
        Prune(entries, id);
        entries.Add(new IndexEntry(id, group, End));
        await WriteAsync(held, states, new Dictionary<int, List<IndexEntry>> { [at] = entries }, cancellationToken).ConfigureAwait(false);
        return Now;
    }

    /// <summary>Takes a connection out.</summary>
    /// <returns>False when it was not in.</returns>
    public async ValueTask<bool> LeaveAsync(string id, ulong group, CancellationToken cancellationToken)
    {
        var held = await store.LockAsync(prefix, cancellationToken).ConfigureAwait(false);
        await using var release = held.ConfigureAwait(false);
        var (states, entries, at) = await LoadAsync(id, group, cancellationToken).ConfigureAwait(false);
        if (!entries.Exists(entry => entry.Id == id))
        {
            return false;
        }

        Prune(entries, id);
        await WriteAsync(held, states, new Dictionary<int, List<IndexEntry>> { [at] = entries }, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private bool IsFull(ShardState[] states) => maxTotal > 0 && states.Sum(static state => state.Count) >= maxTotal;

    private void Prune(List<IndexEntry> entries, string? id = null)
    {
        var now = Now;
        entries.RemoveAll(entry => entry.Time <= now || entry.Id == id);
    }

    // Connections of one address stand in one part, so that they can be counted there.
    private int ShardOf(string id, ulong group) => (int)((maxPerGroup > 0 ? group : StableHash.Of(id)) % (ulong)_shards);

    private string KeyOf(int shard) => $"{prefix}/{shard}";

    private async ValueTask<(ShardState[] States, List<IndexEntry> Entries, int Shard)> LoadAsync(string id, ulong group, CancellationToken cancellationToken)
    {
        var at = ShardOf(id, group);
        var stored = await store.ReadAsync([_table, KeyOf(at)], cancellationToken).ConfigureAwait(false);
        var states = ShardTable.Read(stored[0], _shards) ?? await CountAsync(cancellationToken).ConfigureAwait(false);
        return (states, Read(at, stored[1]), at);
    }

    private async ValueTask<ShardState[]> CountAsync(CancellationToken cancellationToken)
    {
        var stored = await store.ReadAsync([.. Enumerable.Range(0, _shards).Select(KeyOf)], cancellationToken).ConfigureAwait(false);
        return [.. stored.Select((value, shard) => ShardState.Of(Read(shard, value)))];
    }

    private async ValueTask PruneOthersAsync(ShardState[] states, int except, Dictionary<int, List<IndexEntry>> changes, CancellationToken cancellationToken)
    {
        var now = Now;
        int[] stale = [.. Enumerable.Range(0, _shards).Where(shard => shard != except && states[shard].Earliest <= now)];
        if (stale.Length == 0)
        {
            return;
        }

        var stored = await store.ReadAsync([.. stale.Select(KeyOf)], cancellationToken).ConfigureAwait(false);
        for (var index = 0; index < stale.Length; index++)
        {
            var entries = Read(stale[index], stored[index]);
            Prune(entries);
            states[stale[index]] = ShardState.Of(entries);
            changes[stale[index]] = entries;
        }
    }

    private ValueTask WriteAsync(IIndexLock held, ShardState[] states, Dictionary<int, List<IndexEntry>> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
        {
            return ValueTask.CompletedTask;
        }

        var values = new List<KeyValuePair<string, ReadOnlyMemory<byte>>>(changes.Count + 1);
        foreach (var (shard, entries) in changes)
        {
            states[shard] = ShardState.Of(entries);
            values.Add(new(KeyOf(shard), IndexShard.Write(entries)));
        }

        values.Add(new(_table, ShardTable.Write(states)));
        return held.IsLost
            ? throw new IndexException($"The lock {prefix} was lost before its change was written.")
            : store.WriteAsync(values, expiry, cancellationToken);
    }

    private List<IndexEntry> Read(int shard, byte[]? stored)
    {
        if (!IndexShard.TryRead(stored, out var entries))
        {
            HostingLog.IndexUnreadable(logger, feature, KeyOf(shard), "it is no part of an index");
        }

        return entries;
    }
}
