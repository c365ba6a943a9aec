using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;
using Spiral.Goridge;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Host.InProcess.Tests;

/// <summary>An application that serves itself on ports of the system's choice.</summary>
internal sealed class StandaloneProgram : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<RoadRunnerHost> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringWriter _error = new();
    private Task<int> _run = Task.FromResult(-1);

    private StandaloneProgram(TcpApplication application, RecordingLogger log) => (Application, Log) = (application, log);

    public TcpApplication Application { get; }

    public RecordingLogger Log { get; }

    public string Error => _error.ToString();

    public Task<RoadRunnerHost> Started => _started.Task;

    public static RrConfiguration Servers(params string[] names) => new()
    {
        Tcp = new TcpConfiguration([.. names.Select(static name => new TcpServerConfiguration(name, RelayAddress.Tcp("127.0.0.1", 0)))]),
        KeyValue = new KeyValueConfiguration([new StorageConfiguration("storage", StorageDriver.Memory)]),
    };

    public static StandaloneProgram Build(Action<TcpApplication> map, Action<TcpApplicationBuilder>? configure = null)
    {
        var log = new RecordingLogger();
        var builder = TcpApplication.CreateEmbeddedBuilder();
        builder.Services.AddSingleton<ILoggerProvider>(new OneLogger(log));
        builder.AddStandalone();
        configure?.Invoke(builder);
        var application = builder.Build();
        map(application);
        return new StandaloneProgram(application, log);
    }

    public async Task<RoadRunnerHost> StartAsync(RrConfiguration configuration)
    {
        var run = RunAsync(new StandaloneOptions { Configuration = configuration, Error = _error, Started = host => _started.SetResult(host) });
        var first = await Task.WhenAny(_started.Task, run).Within();
        await first;
        Assert.True(_started.Task.IsCompleted, $"The program has ended: {Error}");
        return await _started.Task;
    }

    public Task<int> RunAsync(StandaloneOptions options) => _run = Application.RunStandaloneAsync(options, _stop.Token);

    public Task<int> RunFileAsync(string file) => RunSourceAsync(new() { File = file, Environment = static _ => null });

    public Task<int> RunSourceAsync(ConfigurationSource source) => RunAsync(new StandaloneOptions { Source = source, Error = _error, Started = host => _started.SetResult(host) });

    public async Task<NetworkStream> ConnectAsync(string server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", (await _started.Task).Servers.Single(one => one.Name == server).Address.Port).Within();
        return new NetworkStream(socket, ownsSocket: true);
    }

    public async Task<int> StopAsync()
    {
        await _stop.CancelAsync();
        return await _run.Within();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.ContinueWith(static _ => { }, TaskScheduler.Default).Within();
        await Application.DisposeAsync();
        _stop.Dispose();
    }

    private sealed class OneLogger(ILogger logger) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose()
        {
        }
    }
}
