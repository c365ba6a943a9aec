namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Keeps allowances in this process.</summary>
internal sealed class MemoryTokenBuckets(int burst, double perSecond, int capacity, TimeProvider time) : ITokenBuckets
{
    private readonly Lock _gate = new();
    private readonly LruCache<string, TokenBucket> _buckets = new(capacity);

    public ValueTask<bool> TryTakeAsync(string key)
    {
        var now = (double)time.GetTimestamp() / time.TimestampFrequency;
        lock (_gate)
        {
            var bucket = _buckets.TryGet(key, out var known) ? known : new TokenBucket(burst, now);
            var isTaken = bucket.TryTake(burst, perSecond, now, out var after);
            _buckets.Set(key, after);
            return ValueTask.FromResult(isTaken);
        }
    }

    public void Remove(string key)
    {
        lock (_gate)
        {
            _buckets.Remove(key);
        }
    }
}
