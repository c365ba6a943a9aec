namespace RoadRunner.Host.Configuration;

/// <summary>The section <c>kv</c>: the key-value storages that the pool shares.</summary>
/// <param name="Storages">The storages in the order of the file; no name twice, possibly none.</param>
public sealed record KeyValueConfiguration(IReadOnlyList<StorageConfiguration> Storages);
