using System.Diagnostics;
using Spiral.RoadRunner.KeyValue;

namespace RoadRunner.Benchmarks.Load;

/// <summary>Callers that each have one get under way.</summary>
internal sealed class GetLoad(KeyValueStorage storage)
{
    private const string Key = "benchmark";

    public async Task PrepareAsync(int bytes) => await storage.SetAsync(Key, new byte[bytes]);

    /// <summary>Runs one round and waits for its last get.</summary>
    public async Task<LoadReport> RunAsync(int callers, TimeSpan duration)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var deadline = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => CallAsync(deadline))));
        var latency = new LatencyHistogram();
        foreach (var (_, histogram) in counts)
        {
            histogram.AddTo(latency);
        }

        var events = counts.Sum(static count => count.Events);
        return LoadReport.Of(latency, events, events + callers, duration, Environment.CpuUsage.TotalTime - cpu);
    }

    // The get that the end of the round finds under way is not counted.
    private async Task<(long Events, LatencyHistogram Latency)> CallAsync(long deadline)
    {
        var latency = new LatencyHistogram();
        for (long events = 0; ; events++)
        {
            var start = Stopwatch.GetTimestamp();
            if (await storage.GetAsync(Key) is null)
            {
                throw new InvalidOperationException("The value is gone.");
            }

            var end = Stopwatch.GetTimestamp();
            if (end > deadline)
            {
                return (events, latency);
            }

            latency.Record(end - start);
        }
    }
}
