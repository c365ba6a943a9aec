namespace RoadRunner.Host.Metrics;

/// <summary>Counts and times the events of a server. Safe to use from any thread.</summary>
/// <remarks>An event costs two readings of the clock and at most eight additions; nothing is locked or allocated. How many events there were is what their histogram has counted.</remarks>
internal sealed class EventMeter
{
    private const int Kinds = 3;
    private const int Queue = Kinds;

    private readonly TimeProvider _time;
    private readonly long[] _bounds;
    private readonly StripedCounters _counters;

    // Histograms one after the other, each its buckets and then its sum; behind them the rest.
    private readonly int _histogram;
    private readonly int _failures;
    private readonly int _received;
    private readonly int _sent;

    /// <summary>Creates a meter.</summary>
    /// <param name="time">The clock.</param>
    public EventMeter(TimeProvider time)
    {
        _time = time;
        _bounds = LatencyBounds.InTicks(time);
        _histogram = _bounds.Length + 2;
        _failures = (Kinds + 1) * _histogram;
        _received = _failures + Kinds;
        _sent = _received + 1;
        _counters = new StripedCounters(_sent + 1);
    }

    /// <summary>An event is whole and goes to whoever handles it.</summary>
    /// <param name="bytes">How large it is.</param>
    /// <returns>The time, for <see cref="End"/>.</returns>
    public long Begin(long bytes)
    {
        if (bytes > 0)
        {
            _counters.Add(_received, bytes);
        }

        return _time.GetTimestamp();
    }

    /// <summary>An event has been answered, or never will be.</summary>
    /// <param name="kind">What it was.</param>
    /// <param name="began">What <see cref="Begin"/> returned.</param>
    /// <param name="waited">How long it waited for a worker, in ticks of the clock's timestamps.</param>
    /// <param name="failed">Whether there is no answer.</param>
    public void End(ConnectionEventKind kind, long began, long waited, bool failed)
    {
        Observe((int)kind, _time.GetTimestamp() - began);
        Observe(Queue, waited);
        if (failed)
        {
            _counters.Add(_failures + (int)kind, 1);
        }
    }

    /// <summary>A client is sent bytes.</summary>
    public void Sent(long bytes) => _counters.Add(_sent, bytes);

    /// <summary>Returns the counts of this moment.</summary>
    public EventCounts Read()
    {
        var values = _counters.Snapshot();
        return new EventCounts(
            [.. Enumerable.Range(0, Kinds).Select(kind => Histogram(values, kind))],
            Histogram(values, Queue),
            values[_failures.._received],
            values[_received],
            values[_sent]);
    }

    private void Observe(int histogram, long ticks)
    {
        var bucket = 0;
        while (bucket < _bounds.Length && ticks > _bounds[bucket])
        {
            bucket++;
        }

        var at = histogram * _histogram;
        _counters.Add(at + bucket, 1);
        if (ticks > 0)
        {
            _counters.Add(at + _histogram - 1, ticks);
        }
    }

    private LatencyCounts Histogram(long[] values, int histogram)
    {
        var at = histogram * _histogram;
        return new LatencyCounts(values[at..(at + _histogram - 1)], (double)values[at + _histogram - 1] / _time.TimestampFrequency);
    }
}
