using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spiral.Goridge;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Running;

/// <summary>The loop of a worker and the scripted server at the other end of its relay.</summary>
internal sealed class LoopRig : IAsyncDisposable
{
    private readonly TcpWorker _worker;

    private LoopRig(TcpApplication application, RelayOptions? relay)
    {
        Application = application;
        Server = ScriptedServer.Open(options: relay);
        _worker = new TcpWorker(new Worker(Server.Relay, Log), new TcpWorkerOptions { Logger = Log });
        Loop = new TcpWorkerLoop(_worker, application.Dispatcher, Log, application.Services.GetRequiredService<IHostApplicationLifetime>(), Time);
    }

    public TcpApplication Application { get; }

    public ScriptedServer Server { get; }

    public TcpWorkerLoop Loop { get; }

    public RecordingLogger Log { get; } = new();

    public ManualTime Time { get; } = new();

    public static async Task<LoopRig> StartAsync(Action<TcpServerBuilder> map, RelayOptions? relay = null, params string[] arguments)
    {
        var application = TcpApplication.CreateEmbeddedBuilder(arguments).Build();
        map(application.MapServer("main"));
        await application.StartAsync();
        var rig = new LoopRig(application, relay);
        rig.Loop.Start();
        return rig;
    }

    /// <summary>Sends an event and returns the answer as <c>WRITE text</c>.</summary>
    public async Task<string> AskAsync(string context, string body = "")
    {
        await Server.SendEventAsync(context, body);
        return await ReceiveAsync();
    }

    public async Task<string> ReceiveAsync()
    {
        var frame = RawFrame.Parse((await Server.ReceiveAsync())!);
        return $"{Encoding.UTF8.GetString(frame.Context.Span)} {Encoding.UTF8.GetString(frame.Body.Span)}";
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _worker.Dispose();
        await Application.StopAsync();
        await Application.DisposeAsync();
    }
}
