namespace Spiral.RoadRunner.KeyValue;

/// <summary>The methods of the kv service that we call. kv.MExpire is not among them: Go's memory driver loses values by it.</summary>
internal static class KeyValueMethods
{
    public const string Has = "kv.Has";
    public const string Get = "kv.MGet";
    public const string Set = "kv.Set";
    public const string Ttl = "kv.TTL";
    public const string Delete = "kv.Delete";
    public const string Clear = "kv.Clear";
}
