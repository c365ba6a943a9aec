namespace RoadRunner.Host.KeyValue;

/// <summary>The operations that RoadRunner's redis driver puts into its errors.</summary>
internal static class RedisOperations
{
    public const string Has = "redis_driver_has";
    public const string Get = "redis_driver_mget";
    public const string Expire = "redis_driver_mexpire";
    public const string Ttl = "redis_driver_ttl";
    public const string Delete = "redis_driver_delete";
    public const string TimeoutMissing = "should set timeout and at least one key";

    /// <summary>What redis says to a DEL without keys, which RoadRunner sends and this driver does not.</summary>
    public const string NothingToDelete = "ERR wrong number of arguments for 'del' command";
}
