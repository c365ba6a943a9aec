using System.Globalization;
using RoadRunner.Benchmarks.Processes;
using RoadRunner.Benchmarks.Workers;

namespace RoadRunner.Benchmarks.Table;

/// <summary>What the SDK costs a worker: two hosts of the same binary, one with SDK workers, one with minimal workers.</summary>
internal sealed class WorkerPart(bool self) : TablePart
{
    private string Right => self ? "other SDK" : "minimal";

    public override IReadOnlyList<PairCase> Cases { get; } = [new("worker", 16, 64), new("worker", 1, 64)];

    public override Task<ServerPair> StartAsync(CancellationToken cancellationToken) =>
        ServerPair.StartAsync(
            ServerProcess.StartHostAsync("host with SDK workers", new HostSettings(SdkWorker.Role), cancellationToken),
            () => ServerProcess.StartHostAsync($"host with {Right} workers", new HostSettings(self ? SdkWorker.Role : MinimalWorker.Role), cancellationToken));

    public override void Write(TableWriter writer, IReadOnlyList<PairResult> results)
    {
        writer.Section(
            self ? "Worker: SDK beside itself" : "Worker: SDK beside a minimal loop without the SDK",
            $"Ratio = CPU time per event of the SDK workers divided by that of the {Right} workers in the same round. CPU time in microseconds.");
        writer.Header(
            "connections", "bytes", "CPU ratio", "min … max", "SDK worker CPU/event", $"{Right} worker CPU/event",
            "throughput ratio", "min … max", "SDK events/s", $"{Right} events/s");
        foreach (var row in results)
        {
            var cpu = row.Ratio(sample => sample.WorkerCpu);
            var throughput = row.Ratio(sample => sample.EventsPerSecond);
            writer.Row(
                row.Case.Connections.ToString(CultureInfo.InvariantCulture),
                row.Case.Bytes.ToString(CultureInfo.InvariantCulture),
                Format.Ratio(cpu.Median),
                Format.Range(cpu),
                Format.Micros(row.LeftMedian(sample => sample.WorkerCpu)),
                Format.Micros(row.RightMedian(sample => sample.WorkerCpu)),
                Format.Ratio(throughput.Median),
                Format.Range(throughput),
                Format.Count(row.LeftMedian(sample => sample.EventsPerSecond)),
                Format.Count(row.RightMedian(sample => sample.EventsPerSecond)));
        }
    }
}
