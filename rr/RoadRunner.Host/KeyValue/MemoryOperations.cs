namespace RoadRunner.Host.KeyValue;

/// <summary>The operations that RoadRunner's memory driver puts into its errors.</summary>
internal static class MemoryOperations
{
    public const string Has = "in_memory_plugin_has";
    public const string Get = "in_memory_plugin_mget";
    public const string Expire = "in_memory_plugin_mexpire";
    public const string Ttl = "in_memory_plugin_ttl";
    public const string Delete = "in_memory_plugin_delete";
    public const string TimeoutMissing = "timeout for MExpire is empty or key is empty";
}
