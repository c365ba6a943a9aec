using System.Globalization;
using RoadRunner.Benchmarks.Processes;

namespace RoadRunner.Benchmarks.Steady;

/// <summary>What a host counts: a client is connected before the host knows of it.</summary>
internal static class OpenConnections
{
    private const string Metric = "rr_tcp_connections{server=\"bench\"} ";
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until the host counts that many connections.</summary>
    public static async Task WhenAsync(ServerProcess host, int count, CancellationToken cancellationToken)
    {
        var wanted = $"{Metric}{count.ToString(CultureInfo.InvariantCulture)}";
        using var client = new HttpClient { BaseAddress = new Uri($"http://{host.MetricsAddress}") };
        while (!(await client.GetStringAsync("/metrics", cancellationToken)).Split('\n').Contains(wanted))
        {
            await Task.Delay(RetryInterval, cancellationToken);
        }
    }
}
