using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration.State;

/// <summary>The memory driver, over tcp.</summary>
public sealed class MemoryStorage() : StorageHost(RpcFile.AnyPort, usesRedis: false);
