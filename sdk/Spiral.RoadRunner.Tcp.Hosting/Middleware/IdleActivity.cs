namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What this process has seen of its connections since it told the others last. Thread-safe; no call to anybody on the way of an event.</summary>
internal sealed class IdleActivity(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Seen> _seen = new(StringComparer.Ordinal);

    /// <summary>An event of the connection begins.</summary>
    /// <returns>False when there is no room for another connection.</returns>
    public bool Begin(string uuid, long now) => Change(uuid, now, inFlight: 1);

    /// <summary>An event of the connection has been handled.</summary>
    public void End(string uuid, long now) => Change(uuid, now, inFlight: -1);

    /// <summary>The connection is closed.</summary>
    public void Gone(string uuid, long now)
    {
        lock (_gate)
        {
            if (Find(uuid) is { } seen)
            {
                (seen.Time, seen.IsGone) = (now, true);
            }
        }
    }

    /// <summary>Brings a connection back that was taken for closed, with the time that it had.</summary>
    public void Restore(string uuid, long time)
    {
        lock (_gate)
        {
            if (!_seen.ContainsKey(uuid) && Find(uuid) is { } seen)
            {
                seen.Time = time;
            }
        }
    }

    /// <summary>Returns what has to be told. A connection whose event is being handled is active now.</summary>
    public List<IdleNote> Collect(long now)
    {
        lock (_gate)
        {
            return [.. _seen.Select(pair => new IdleNote(pair.Key, pair.Value.InFlight > 0 ? now : pair.Value.Time, pair.Value.IsGone))];
        }
    }

    /// <summary>Forgets what was told and has not changed since.</summary>
    public void Told(List<IdleNote> notes)
    {
        lock (_gate)
        {
            foreach (var note in notes)
            {
                if (_seen.TryGetValue(note.Uuid, out var seen) && seen.InFlight <= 0 && seen.IsGone == note.IsGone && seen.Time <= note.Time)
                {
                    _seen.Remove(note.Uuid);
                }
            }
        }
    }

    private bool Change(string uuid, long now, int inFlight)
    {
        lock (_gate)
        {
            if (Find(uuid) is not { } seen)
            {
                return false;
            }

            // Late data of a connection that is closed counts as activity; the next look finds out.
            (seen.Time, seen.IsGone) = (now, false);
            seen.InFlight = Math.Max(0, seen.InFlight + inFlight);
            return true;
        }
    }

    private Seen? Find(string uuid)
    {
        if (_seen.TryGetValue(uuid, out var known))
        {
            return known;
        }

        return _seen.Count < capacity ? _seen[uuid] = new Seen() : null;
    }

    private sealed class Seen
    {
        public long Time { get; set; }

        public int InFlight { get; set; }

        public bool IsGone { get; set; }
    }
}
