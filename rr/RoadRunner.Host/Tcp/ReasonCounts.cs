namespace RoadRunner.Host.Tcp;

/// <summary>Counts by a few words. Safe to use from any thread.</summary>
internal sealed class ReasonCounts
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    public void Add(string reason)
    {
        lock (_gate)
        {
            _counts[reason] = _counts.GetValueOrDefault(reason) + 1;
        }
    }

    /// <summary>Returns the counts of this moment.</summary>
    public IReadOnlyDictionary<string, long> Snapshot()
    {
        lock (_gate)
        {
            return new Dictionary<string, long>(_counts, StringComparer.Ordinal);
        }
    }
}
