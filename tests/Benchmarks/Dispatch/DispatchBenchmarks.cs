using System.Buffers;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoadRunner.Benchmarks.Workers;
using Spiral.RoadRunner.Tcp;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Benchmarks.Dispatch;

/// <summary>What one event costs in the application model, without a relay or a socket; the baseline is a function that is mapped.</summary>
[MemoryDiagnoser]
public class DispatchBenchmarks : IDisposable
{
    private static readonly ReadOnlySequence<byte> Line = new("0123456789012345678901234567890123456789012345678901234567890\r\n"u8.ToArray());

    private readonly TcpAnswerBuffer _answer = new();
    private TcpApplication _application = null!;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        var builder = TcpApplication.CreateEmbeddedBuilder();
        builder.Services.Replace(ServiceDescriptor.Singleton<ITcpServerFacts, CutByLines>());
        _application = builder.Build();
        _application.MapServer("function").Handle(static context => Echo(context));
        _application.MapServer("lines").UseLines().Handle(static context => Echo(context));
        _application.MapServer("service").UseLines().Handle<ModelWorker.EchoService>();
        _application.MapServer("session").UseLines().UseSession(EchoSessionJson.Default.EchoSession).Handle<ModelWorker.CountingEchoService>();
        await _application.StartAsync();
        await DispatchAsync(TcpEvent.Connected, "session");
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        Dispose();
    }

    public void Dispose()
    {
        _answer.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public ValueTask<int> FunctionAsync() => DispatchAsync(TcpEvent.Data, "function");

    [Benchmark]
    public ValueTask<int> LinesAsync() => DispatchAsync(TcpEvent.Data, "lines");

    [Benchmark]
    public ValueTask<int> ServiceAsync() => DispatchAsync(TcpEvent.Data, "service");

    [Benchmark]
    public ValueTask<int> SessionInMemoryAsync() => DispatchAsync(TcpEvent.Data, "session");

    private static TcpReply Echo(TcpContext context)
    {
        context.Output.Write(context.Message.FirstSpan);
        return TcpReply.Read;
    }

    private async ValueTask<int> DispatchAsync(TcpEvent happened, string server)
    {
        _answer.Reset();
        await _application.Dispatcher.DispatchAsync(new TcpIncoming(happened, server, "b993374e-7cf9-4cce-8400-b83bc249e093", "127.0.0.1:1", Line), _answer);
        return _answer.Length;
    }

    private sealed class CutByLines : ITcpServerFacts
    {
        public ValueTask<TcpServerFacts?> FindAsync(string server, CancellationToken cancellationToken) =>
            new(new TcpServerFacts(CutsByDelimiter: true, "\r\n"u8.ToArray(), "benchmark"));
    }
}
