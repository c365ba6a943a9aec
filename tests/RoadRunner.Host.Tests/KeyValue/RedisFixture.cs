using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.KeyValue;

/// <summary>One redis server for the tests of a class.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    private RedisServer? _server;

    public RedisServer Server => _server ?? throw new InvalidOperationException("The server is started by the test runner.");

    public async ValueTask InitializeAsync() => _server = await RedisServer.StartAsync();

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;
}
