using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration.State;

/// <summary>A real redis-server, over tcp.</summary>
public sealed class RedisStorage() : StorageHost(RpcFile.AnyPort, usesRedis: true);
