namespace RoadRunner.Host.Configuration;

/// <summary>One storage: <c>kv.NAME</c>.</summary>
/// <param name="Name">The name that clients ask for, in lower case, as Go RoadRunner's configuration makes it.</param>
/// <param name="Driver">Where the values are kept.</param>
/// <param name="Place">Where the storage stands; nowhere when there is no file.</param>
public sealed record StorageConfiguration(string Name, StorageDriver Driver, ConfigurationPlace Place = default)
{
    /// <summary>Gets the settings of the redis driver; null for another driver.</summary>
    public RedisConfiguration? Redis { get; init; }
}
