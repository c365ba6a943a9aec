using Microsoft.Extensions.Logging;
using RoadRunner.Host.Rpc;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Rpc;

/// <summary>An RPC server on loopback with some services, and its log.</summary>
internal sealed class RpcServerUnderTest : IAsyncDisposable
{
    private readonly ILoggerFactory _loggers;

    private RpcServerUnderTest(RpcServerOptions options)
    {
        _loggers = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Debug).AddFilter("Microsoft", LogLevel.None).AddProvider(Log));
        Server = new RpcServer(options, TimeProvider.System, _loggers);
    }

    public RpcServer Server { get; }

    public TestLog Log { get; } = new();

    public ILoggerFactory Loggers => _loggers;

    public static Task<RpcServerUnderTest> StartAsync(params RpcServiceMethods[] services) =>
        StartAsync(new RpcServerOptions(RelayAddress.Tcp("127.0.0.1", 0)), services);

    public static async Task<RpcServerUnderTest> StartAsync(RpcServerOptions options, params RpcServiceMethods[] services)
    {
        var server = new RpcServerUnderTest(options);
        await server.Server.StartAsync(TestContext.Current.CancellationToken).Within();
        server.Server.Serve(new RpcMethodTable(services));
        return server;
    }

    public Task<RpcTestClient> ConnectAsync() => RpcTestClient.ConnectAsync(Server.Address!);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync().AsTask().Within();
        _loggers.Dispose();
    }
}
