namespace RoadRunner.Integration.State;

/// <summary>The memory driver, over a unix socket.</summary>
public sealed class UnixSocketStorageTests(UnixSocketStorage host) : HostStorageContract(host), IClassFixture<UnixSocketStorage>;
