using System.Globalization;
using RoadRunner.Benchmarks.Processes;
using RoadRunner.Benchmarks.Workers;

namespace RoadRunner.Benchmarks.Table;

/// <summary>The whole way, socket to worker and back, beside Kestrel that answers by itself.</summary>
internal sealed class EchoPart(bool self) : TablePart
{
    private const int Small = 64;
    private const int Large = 64 * 1024;

    private string Left => self ? "other Kestrel" : "host";

    public override IReadOnlyList<PairCase> Cases { get; } =
    [
        new("echo", 1, Small), new("echo", 16, Small), new("echo", 64, Small),
        new("echo", 1, Large), new("echo", 16, Large), new("echo", 64, Large),
    ];

    public override Task<ServerPair> StartAsync(CancellationToken cancellationToken) =>
        ServerPair.StartAsync(
            self
                ? ServerProcess.StartReferenceAsync(Left, cancellationToken)
                : ServerProcess.StartHostAsync(Left, new HostSettings(SdkWorker.Role) { HasExtras = true }, cancellationToken),
            () => ServerProcess.StartReferenceAsync("Kestrel", cancellationToken));

    public override void Write(TableWriter writer, IReadOnlyList<PairResult> results)
    {
        writer.Section(
            self ? "Echo: Kestrel beside itself" : "Echo: host with 2 SDK workers beside bare Kestrel",
            $"Ratio = events per second of {Left} divided by those of Kestrel in the same round. {(self ? "" : "The host has metrics, status, RPC and every limit on. ")}Latency and CPU time in microseconds.");
        writer.Header(
            "connections", "bytes", "ratio", "min … max", $"{Left} events/s", "Kestrel events/s", $"{Left} p50 / p99", "Kestrel p50 / p99",
            $"{Left} CPU/event", "workers CPU/event", "Kestrel CPU/event", "load CPU/event");
        foreach (var row in results)
        {
            var ratio = row.Ratio(sample => sample.EventsPerSecond);
            writer.Row(
                row.Case.Connections.ToString(CultureInfo.InvariantCulture),
                row.Case.Bytes.ToString(CultureInfo.InvariantCulture),
                Format.Ratio(ratio.Median),
                Format.Range(ratio),
                Format.Count(row.LeftMedian(sample => sample.EventsPerSecond)),
                Format.Count(row.RightMedian(sample => sample.EventsPerSecond)),
                Format.Pair(row.LeftMedian(sample => sample.P50), row.LeftMedian(sample => sample.P99)),
                Format.Pair(row.RightMedian(sample => sample.P50), row.RightMedian(sample => sample.P99)),
                Format.Micros(row.LeftMedian(sample => sample.ServerCpu)),
                Format.Micros(row.LeftMedian(sample => sample.WorkerCpu)),
                Format.Micros(row.RightMedian(sample => sample.ServerCpu)),
                Format.Micros(row.LeftMedian(sample => sample.LoadCpu)));
        }
    }
}
