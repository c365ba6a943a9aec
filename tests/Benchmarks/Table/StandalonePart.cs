using System.Globalization;
using RoadRunner.Benchmarks.Processes;
using RoadRunner.Benchmarks.Workers;

namespace RoadRunner.Benchmarks.Table;

/// <summary>An application that serves itself, beside Kestrel that answers by itself.</summary>
internal sealed class StandalonePart(bool self) : TablePart
{
    private string Left => self ? "other Kestrel" : "standalone";

    public override IReadOnlyList<PairCase> Cases { get; } = [new("standalone", 64, 64), new("standalone", 1, 64)];

    public override Task<ServerPair> StartAsync(CancellationToken cancellationToken) =>
        ServerPair.StartAsync(
            self
                ? ServerProcess.StartReferenceAsync(Left, cancellationToken)
                : ServerProcess.StartStandaloneAsync(Left, StandaloneEcho.Role, cancellationToken),
            () => ServerProcess.StartReferenceAsync("Kestrel", cancellationToken));

    public override void Write(TableWriter writer, IReadOnlyList<PairResult> results)
    {
        writer.Section(
            self ? "Standalone: Kestrel beside itself" : "Standalone: a service on the application model in one process beside bare Kestrel",
            $"Ratio = events per second of {Left} divided by those of Kestrel in the same round. Latency and CPU time in microseconds.");
        writer.Header(
            "connections", "bytes", "ratio", "min … max", $"{Left} events/s", "Kestrel events/s", $"{Left} p50 / p99", "Kestrel p50 / p99",
            $"{Left} CPU/event", "Kestrel CPU/event");
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
                Format.Micros(row.RightMedian(sample => sample.ServerCpu)));
        }
    }
}
