using System.Buffers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

/// <summary>An application on a clock of the test, with what it logs; nothing listens and no process is started.</summary>
internal sealed class BackgroundRig : IAsyncDisposable
{
    public const string Uuid = "0192d1a0-7f3e-7c11-8d2b-2f7c5d1e9a44";

    private TcpApplication? _application;

    public BackgroundRig(params string[] arguments)
        : this(new TcpApplicationBuilder(TcpApplicationStart.Inside(arguments)))
    {
    }

    public BackgroundRig(TcpApplicationBuilder builder)
    {
        Builder = builder;
        Builder.Services.AddSingleton<TimeProvider>(Time);
        Builder.Logging.SetMinimumLevel(LogLevel.Debug).AddProvider(new OneLoggerProvider(Log));
    }

    public ManualTime Time { get; } = new();

    public RecordingLogger Log { get; } = new();

    public TcpApplicationBuilder Builder { get; }

    /// <summary>Gets the application; the first call builds it.</summary>
    public TcpApplication Application => _application ??= Builder.Build();

    /// <summary>Gets a link to a server that never answers: it is connecting all the time.</summary>
    public RpcLinkOptions NobodyThere => new()
    {
        CallTimeout = TimeSpan.FromDays(1),
        TimeProvider = Time,
        Connector = static async cancellationToken =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return Stream.Null;
        },
    };

    public TcpTimers Timers => Application.Services.GetRequiredService<TcpTimers>();

    public TcpLoops Loops => Application.Services.GetRequiredService<TcpLoops>();

    public IEnumerable<RecordedLog> Warnings => Log.Records.Where(static record => record.Level == LogLevel.Warning);

    public Task StartAsync() => Application.StartAsync().Within();

    public Task StopAsync() => Application.StopAsync().Within();

    /// <summary>Moves the clock until something has ended that waits for it, nobody knows since when.</summary>
    public async Task PassTimeUntilAsync(Task end)
    {
        var limit = Task.Delay(TestLimit.Generous, TimeProvider.System);
        while (!end.IsCompleted && !limit.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        await end.Within();
    }

    /// <summary>Has the handlers handle an event.</summary>
    public async Task<string> SendAsync(string server, TcpEvent happened = TcpEvent.Data, string body = "hello\r\n")
    {
        using var answer = new TcpAnswerBuffer();
        var bytes = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body));
        var response = await Application.Dispatcher.DispatchAsync(new TcpIncoming(happened, server, Uuid, "127.0.0.1:4711", bytes), answer);
        return $"{response}: {Encoding.UTF8.GetString(answer.WrittenSpan)}";
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is { } application)
        {
            await application.DisposeAsync();
        }
    }
}
