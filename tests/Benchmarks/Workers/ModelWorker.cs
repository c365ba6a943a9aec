using System.Buffers;
using Microsoft.Extensions.Logging;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Benchmarks.Workers;

/// <summary>The same echo as <see cref="SdkWorker"/>, through the application model: a service in a scope of its own, lines, and a session if wanted.</summary>
internal static class ModelWorker
{
    public const string Role = "model-worker";
    public const string MemoryRole = "model-worker-memory";
    public const string KeyValueRole = "model-worker-kv";

    public static async Task<int> RunAsync(string role)
    {
        var builder = TcpApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        if (role == KeyValueRole)
        {
            builder.UseKeyValueSessions(Processes.HostConfiguration.Storage);
        }

        var app = builder.Build();
        var server = app.MapServer("bench").UseFraming(TcpFraming.Lines.WithKeepDelimiter());
        if (role == Role)
        {
            server.Handle<EchoService>();
        }
        else
        {
            server.UseSession(EchoSessionJson.Default.EchoSession).Handle<CountingEchoService>();
        }

        await app.RunAsync();
        return 0;
    }

    internal sealed class EchoService : TcpService
    {
        public override ValueTask<TcpReply> OnData(TcpContext context)
        {
            foreach (var memory in context.Message)
            {
                context.Output.Write(memory.Span);
            }

            return TcpReply.Read;
        }
    }

    internal sealed class CountingEchoService(Session<EchoSession> session) : TcpService
    {
        public override async ValueTask<TcpReply> OnData(TcpContext context)
        {
            (await session.GetAsync()).Count++;
            context.Output.Write(context.Message.FirstSpan);
            return TcpReply.Read;
        }
    }
}
