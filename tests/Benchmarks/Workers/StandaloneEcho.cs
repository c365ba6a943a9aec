using Microsoft.Extensions.Logging;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Benchmarks.Workers;

/// <summary>The echo of <see cref="ModelWorker"/> in a process that serves itself.</summary>
internal static class StandaloneEcho
{
    public const string Role = "standalone-echo";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var builder = TcpApplication.CreateBuilder(["--standalone", .. arguments]).AddStandalone();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        app.MapServer("bench").UseFraming(TcpFraming.Lines.WithKeepDelimiter()).Handle<ModelWorker.EchoService>();
        await app.RunAsync();
        return Environment.ExitCode;
    }
}
