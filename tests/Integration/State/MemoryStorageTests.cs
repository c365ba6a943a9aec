namespace RoadRunner.Integration.State;

/// <summary>The memory driver, over tcp.</summary>
public sealed class MemoryStorageTests(MemoryStorage host) : HostStorageContract(host), IClassFixture<MemoryStorage>;
