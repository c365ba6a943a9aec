namespace RoadRunner.Host.KeyValue;

/// <summary>A stored value. Never changed; a new timeout makes a new item, which the store puts in the place of the old one.</summary>
/// <param name="value">The store's own copy.</param>
/// <param name="timeout">The time of expiry as it was sent; empty for none.</param>
/// <param name="expiresAt">The time of expiry; <see cref="DateTimeOffset.MaxValue"/> for none.</param>
internal sealed class MemoryItem(byte[] value, string timeout, DateTimeOffset expiresAt)
{
    public byte[] Value => value;

    public string Timeout => timeout;

    /// <summary>Tells whether the item is there no more; it is gone at its time, not after it.</summary>
    public bool IsExpired(DateTimeOffset now) => expiresAt <= now;

    public MemoryItem WithTimeout(string text, DateTimeOffset time) => new(value, text, time);
}
