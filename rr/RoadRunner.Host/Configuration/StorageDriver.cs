namespace RoadRunner.Host.Configuration;

/// <summary>Where a storage keeps its values, <c>kv.NAME.driver</c>.</summary>
public enum StorageDriver
{
    /// <summary>In the memory of the host; gone when it stops.</summary>
    Memory,

    /// <summary>On a redis server.</summary>
    Redis,
}
