using System.Buffers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

/// <summary>Some instances of one application, as the workers of a pool would be; events go to them in turn.</summary>
internal sealed class AppRig : IAsyncDisposable
{
    private readonly List<TcpApplication> _applications = [];
    private int _next;

    private AppRig(ISessionStore store) => Store = store;

    public ISessionStore Store { get; }

    public ManualTime Time { get; } = new();

    public RecordingLogger Log { get; } = new();

    public static async Task<AppRig> StartAsync(
        Action<TcpApplication> map, int workers = 1, Action<TcpApplicationBuilder>? configure = null, TcpServerFacts? facts = null)
    {
        var store = new SharedMemoryStore();
        var rig = new AppRig(store);
        for (var worker = 0; worker < workers; worker++)
        {
            var builder = TcpApplication.CreateEmbeddedBuilder();
            builder.Services.AddSingleton<TimeProvider>(rig.Time);
            builder.Services.AddSingleton<ILoggerProvider>(new OneLoggerProvider(rig.Log));
            builder.UseSessions(_ => store);
            builder.Services.Replace(ServiceDescriptor.Singleton<ITcpServerFacts>(new FixedFacts(facts)));
            configure?.Invoke(builder);
            var application = builder.Build();
            map(application);
            rig._applications.Add(application);
            await application.StartAsync();
        }

        return rig;
    }

    /// <summary>Has the next worker handle an event and returns the answer as <c>Respond text</c>.</summary>
    public async Task<string> SendAsync(TcpEvent happened, string body = "", string server = "main", string uuid = "u1")
    {
        using var answer = new TcpAnswerBuffer();
        var application = _applications[_next++ % _applications.Count];
        var incoming = new TcpIncoming(happened, server, uuid, "127.0.0.1:1234", new ReadOnlySequence<byte>(Encoding.Latin1.GetBytes(body)));
        var response = await TestLimit.Within(application.Dispatcher.DispatchAsync(incoming, answer).AsTask());
        return answer.Length == 0 ? response.ToString() : $"{response} {Encoding.Latin1.GetString(answer.WrittenSpan)}";
    }

    public Task<string> DataAsync(string body, string uuid = "u1") => SendAsync(TcpEvent.Data, body, uuid: uuid);

    public async ValueTask DisposeAsync()
    {
        foreach (var application in _applications)
        {
            await application.StopAsync();
            await application.DisposeAsync();
        }
    }

    private sealed class OneLoggerProvider(ILogger logger) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose()
        {
        }
    }

    private sealed class FixedFacts(TcpServerFacts? facts) : ITcpServerFacts
    {
        public ValueTask<TcpServerFacts?> FindAsync(string server, CancellationToken cancellationToken) => new(facts);
    }
}
