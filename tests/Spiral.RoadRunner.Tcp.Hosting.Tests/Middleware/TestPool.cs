using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spiral.RoadRunner.KeyValue.Tests;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

/// <summary>A server with its storages, locks and clock, and the workers that share it.</summary>
internal sealed class TestPool : IAsyncDisposable
{
    public const string Storage = TestBed.StorageName;

    private readonly List<TestWorker> _workers = [];

    public TestPool()
    {
        Server = new FakeServer(Time);
        Values = new FakeCaller(Server);
        Caller = new PoolCaller(Values);
    }

    public ManualTime Time { get; } = new();

    public FakeServer Server { get; }

    /// <summary>Gets the link to the storages and locks.</summary>
    public FakeCaller Values { get; }

    public PoolCaller Caller { get; }

    /// <summary>Starts a worker whose server "echo" answers each message with itself.</summary>
    public async Task<TestWorker> StartAsync(Action<TcpServerBuilder> map, Action<TcpApplicationBuilder>? build = null, bool hasRpc = true)
    {
        var builder = TcpApplication.CreateEmbeddedBuilder();
        var log = new RecordingLogger();
        builder.Logging.AddProvider(new RecordingProvider(log)).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<TimeProvider>(Time);
        if (hasRpc)
        {
            builder.Services.AddSingleton<IRpcCaller>(Caller);
        }

        build?.Invoke(builder);
        var worker = new TestWorker(builder.Build(), log);
        _workers.Add(worker);
        var server = worker.Application.MapServer("echo");
        map(server);
        server.Handle(context => TcpReply.Respond(context.GetText()));
        await worker.Application.StartAsync().Within();
        return worker;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.Application.StopAsync().Within();
            await worker.Application.DisposeAsync();
        }
    }
}
