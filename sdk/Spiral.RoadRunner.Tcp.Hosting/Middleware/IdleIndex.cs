using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>When each connection of a server was active last, as far as the workers have told; and who is idle.</summary>
/// <remarks>
/// Every worker tells what it has seen each <paramref name="tick"/>, so what stands here may be that old: a connection counts as
/// idle when its limit and one tick have passed. One look in a tick is enough for the pool: a mark says when the last one was.
/// </remarks>
internal sealed class IdleIndex(IIndexStore store, string prefix, TimeSpan after, TimeSpan tick, string feature, ILogger logger)
{
    private const int Shards = 16;

    private readonly string _mark = prefix + "/swept";
    private readonly long _limit = (long)(after + tick).TotalMilliseconds;

    /// <summary>Notes what was seen, and looks for idle connections if it is time.</summary>
    /// <param name="notes">What was seen.</param>
    /// <param name="now">In Unix milliseconds.</param>
    /// <param name="looks">Look, also if somebody has just done so.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The idle connections; they are out of the index.</returns>
    public async ValueTask<List<IndexEntry>> UpdateAsync(List<IdleNote> notes, long now, bool looks, CancellationToken cancellationToken)
    {
        if (notes.Count == 0 && !looks && !IsDue((await store.ReadAsync([_mark], cancellationToken).ConfigureAwait(false))[0], now))
        {
            return [];
        }

        var held = await store.LockAsync(prefix, cancellationToken).ConfigureAwait(false);
        await using var release = held.ConfigureAwait(false);
        var touched = notes.ToLookup(static note => ShardOf(note.Uuid));
        int[] asked = [.. touched.Select(static group => group.Key)];
        var stored = await store.ReadAsync([_mark, .. asked.Select(KeyOf)], cancellationToken).ConfigureAwait(false);
        var shards = new Dictionary<int, List<IndexEntry>>();
        for (var index = 0; index < asked.Length; index++)
        {
            shards[asked[index]] = Merge(Read(asked[index], stored[index + 1]), touched[asked[index]]);
        }

        var changed = new HashSet<int>(asked);
        List<IndexEntry> idle = [];
        var isLook = looks || IsDue(stored[0], now);
        if (isLook)
        {
            await ReadOthersAsync(shards, cancellationToken).ConfigureAwait(false);
            idle = TakeIdle(shards, now, changed);
        }

        if (held.IsLost)
        {
            throw new IndexException($"The lock {prefix} was lost before its change was written.");
        }

        await WriteAsync(shards, changed, isLook ? now : null, cancellationToken).ConfigureAwait(false);
        return idle;
    }

    private static int ShardOf(string uuid) => (int)(StableHash.Of(uuid) % Shards);

    private static List<IndexEntry> Merge(List<IndexEntry> entries, IEnumerable<IdleNote> notes)
    {
        var merged = entries.ToDictionary(static entry => entry.Id, static entry => entry.Time, StringComparer.Ordinal);
        foreach (var note in notes)
        {
            if (note.IsGone)
            {
                merged.Remove(note.Uuid);
            }
            else
            {
                merged[note.Uuid] = Math.Max(note.Time, merged.GetValueOrDefault(note.Uuid));
            }
        }

        return [.. merged.Select(static pair => new IndexEntry(pair.Key, Group: 0, pair.Value))];
    }

    private List<IndexEntry> TakeIdle(Dictionary<int, List<IndexEntry>> shards, long now, HashSet<int> changed)
    {
        List<IndexEntry> idle = [];
        foreach (var (shard, entries) in shards)
        {
            var silent = entries.FindAll(entry => entry.Time + _limit <= now);
            if (silent.Count > 0)
            {
                idle.AddRange(silent);
                entries.RemoveAll(entry => entry.Time + _limit <= now);
                changed.Add(shard);
            }
        }

        return idle;
    }

    // Timers of several workers do not fire at the same moment; a little early is in time.
    private bool IsDue(byte[]? mark, long now) =>
        mark is null
        || !long.TryParse(Encoding.ASCII.GetString(mark), NumberStyles.None, CultureInfo.InvariantCulture, out var last)
        || now - last >= tick.TotalMilliseconds * 3 / 4
        || now < last;

    private string KeyOf(int shard) => $"{prefix}/{shard}";

    private async ValueTask ReadOthersAsync(Dictionary<int, List<IndexEntry>> shards, CancellationToken cancellationToken)
    {
        int[] others = [.. Enumerable.Range(0, Shards).Where(shard => !shards.ContainsKey(shard))];
        var stored = await store.ReadAsync([.. others.Select(KeyOf)], cancellationToken).ConfigureAwait(false);
        for (var index = 0; index < others.Length; index++)
        {
            shards[others[index]] = Read(others[index], stored[index]);
        }
    }

    private ValueTask WriteAsync(Dictionary<int, List<IndexEntry>> shards, HashSet<int> changed, long? mark, CancellationToken cancellationToken)
    {
        var values = changed.Select(shard => KeyValuePair.Create<string, ReadOnlyMemory<byte>>(KeyOf(shard), IndexShard.Write(shards[shard]))).ToList();
        if (mark is { } time)
        {
            values.Add(new(_mark, Encoding.ASCII.GetBytes(time.ToString(CultureInfo.InvariantCulture))));
        }

        // Every entry is taken out long before.
        return values.Count == 0 ? ValueTask.CompletedTask : store.WriteAsync(values, after * 4, cancellationToken);
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
