using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration.State;

/// <summary>The memory driver, over a unix socket.</summary>
public sealed class UnixSocketStorage() : StorageHost(RpcFile.Socket, usesRedis: false);
