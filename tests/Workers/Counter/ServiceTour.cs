using Microsoft.Extensions.Logging;
using Spiral.Goridge.Rpc;
using Spiral.RoadRunner.Rpc;

namespace RoadRunner.TestWorkers.Counter;

/// <summary>Uses the server's other services once each.</summary>
internal static class ServiceTour
{
    /// <summary>Logs, counts, asks for the state of the plugin and for what the server can do.</summary>
    /// <returns>What came of it, in one line.</returns>
    public static async ValueTask<string> RunAsync(RpcLink link, string collector)
    {
        var provider = new AppLoggerProvider(link, new AppLoggerOptions { FlushTimeout = TimeSpan.FromSeconds(60) });
        await using (provider)
        {
            var logger = provider.CreateLogger("Tour");
            foreach (var level in (LogLevel[])[LogLevel.Debug, LogLevel.Information, LogLevel.Warning, LogLevel.Error])
            {
                logger.Log(level, default, $"{level} of a worker", exception: null, static (text, _) => text);
            }
        }

        using var metrics = new MetricsClient(link);
        await metrics.DeclareAsync(collector, new MetricCollector { Type = MetricType.Counter, Help = "Tours.", Labels = ["kind"] });
        await metrics.AddAsync(collector, 2.5, ["first"]);
        var features = await new ServerClient(link).FeaturesAsync();
        return $"dropped={provider.Dropped} embedded={features.IsEmbeddedHost} framing={features.Framing["main"]} status={await StatusAsync(link)}";
    }

    private static async ValueTask<string> StatusAsync(RpcLink link)
    {
        try
        {
            return $"{(await new StatusClient(link).StatusAsync("tcp")).Code}";
        }
        catch (RpcException refused)
        {
            return refused.Text.Split('\t')[^1];
        }
    }
}
