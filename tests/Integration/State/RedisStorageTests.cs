namespace RoadRunner.Integration.State;

/// <summary>A real redis-server, over tcp.</summary>
public sealed class RedisStorageTests(RedisStorage host) : HostStorageContract(host), IClassFixture<RedisStorage>;
