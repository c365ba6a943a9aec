using Spiral.RoadRunner.KeyValue;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Keeps allowances where all workers find them; best effort, without a lock. What is not used fills up and then expires by itself.</summary>
internal sealed class SharedTokenBuckets(KeyValueStorage storage, string prefix, int burst, double perSecond, StoreGuard guard, bool failsOpen, TimeProvider time) : ITokenBuckets
{
    private static readonly TimeSpan MostLifetime = TimeSpan.FromDays(1);

    // A full one is as good as none.
    private readonly TimeSpan _lifetime = TimeSpan.FromSeconds(Math.Min(MostLifetime.TotalSeconds, 1 + (burst / perSecond)));

    public async ValueTask<bool> TryTakeAsync(string key)
    {
        var (isDone, isTaken) = await guard.RunAsync(token => TakeAsync($"{prefix}/{key}", token)).ConfigureAwait(false);
        return isDone ? isTaken : failsOpen;
    }

    public void Remove(string key)
    {
    }

    private async ValueTask<bool> TakeAsync(string key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        var stored = await storage.GetAsync(key, cancellationToken).ConfigureAwait(false);
        var bucket = TokenBucket.Read(stored) ?? new TokenBucket(burst, now);
        var isTaken = bucket.TryTake(burst, perSecond, now, out var after);
        await storage.SetAsync(key, after.ToBytes(), _lifetime, cancellationToken).ConfigureAwait(false);
        return isTaken;
    }
}
