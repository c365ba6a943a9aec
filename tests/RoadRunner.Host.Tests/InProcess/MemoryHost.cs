using System.Net;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>A host without sockets and without processes.</summary>
internal sealed class MemoryHost : IAsyncDisposable
{
    private readonly ILoggerFactory _loggers;

    private MemoryHost(ILoggerFactory loggers, TestLog log, ScriptedExecutor executor, RoadRunnerHost host)
    {
        _loggers = loggers;
        Log = log;
        Executor = executor;
        Host = host;
    }

    public const string Main = "main";

    /// <summary>Gets a configuration with one server.</summary>
    public static RrConfiguration OneServer { get; } = new() { Tcp = new TcpConfiguration([new TcpServerConfiguration(Main, RelayAddress.Tcp("127.0.0.1", 0))]) };

    public RoadRunnerHost Host { get; }

    public ScriptedExecutor Executor { get; }

    public TestLog Log { get; }

    public static async Task<MemoryHost> StartAsync(RrConfiguration? configuration = null, TimeProvider? time = null, bool listens = false)
    {
        var log = new TestLog();
        var loggers = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Debug).AddFilter("Microsoft", LogLevel.None).AddProvider(log));
        var executor = new ScriptedExecutor();
        var options = new RoadRunnerHostOptions { Loggers = loggers, Executor = executor, Listens = listens, Time = time ?? TimeProvider.System };
        var host = await RoadRunnerHost.StartAsync(configuration ?? OneServer, options, TestContext.Current.CancellationToken).Within();
        return new MemoryHost(loggers, log, executor, host);
    }

    public MemoryClient Connect(string server = Main, EndPoint? remote = null, long pauseBytes = 1024 * 1024, bool stepwise = false) =>
        new(transport => Host.ServeAsync(server, transport), remote, pauseBytes, stepwise);

    /// <summary>Waits until the first server has taken in so many connections: until then they are the system's.</summary>
    public async Task WhenOpenAsync(int connections)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (Host.Servers[0].Connections.Open != connections)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TestLimit.Generous, "The connections have not come.");
            await Task.Yield();
        }
    }

    /// <summary>Makes an RPC connection in memory.</summary>
    public MemoryRpc ConnectRpc() => new(new MemoryClient(Host.ServeRpcAsync));

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync().AsTask().Within();
        _loggers.Dispose();
        Assert.DoesNotContain("error", Host.Servers.SelectMany(static server => server.Connections.Ended.Keys));
    }
}
