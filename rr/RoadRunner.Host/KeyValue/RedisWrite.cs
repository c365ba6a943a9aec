namespace RoadRunner.Host.KeyValue;

/// <summary>One command that changes a key, ready to be sent.</summary>
internal readonly record struct RedisWrite(string Key, byte[] Value, TimeSpan? Lifetime);
