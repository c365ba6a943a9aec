using System.Globalization;
using RoadRunner.Benchmarks.Processes;
using RoadRunner.Benchmarks.Workers;

namespace RoadRunner.Benchmarks.Table;

/// <summary>What the application model costs a worker on top of the bare loop, and what a session costs on top of that.</summary>
/// <param name="name">The name of the rows.</param>
/// <param name="title">What is measured.</param>
/// <param name="role">The worker on the left side.</param>
/// <param name="workers">The workers of each pool; a session in memory needs a pool of one.</param>
/// <param name="self">The bare loop on both sides.</param>
internal sealed class ModelPart(string name, string title, string role, int workers, bool self) : TablePart
{
    public override IReadOnlyList<PairCase> Cases { get; } = [new(name, 16, 64)];

    public override Task<ServerPair> StartAsync(CancellationToken cancellationToken) =>
        ServerPair.StartAsync(
            ServerProcess.StartHostAsync(
                $"host with {title}",
                new HostSettings(self ? SdkWorker.Role : role) { UsesRpc = role != ModelWorker.MemoryRole, Workers = workers },
                cancellationToken),
            () => ServerProcess.StartHostAsync("host with SDK workers", new HostSettings(SdkWorker.Role) { Workers = workers }, cancellationToken));

    public override void Write(TableWriter writer, IReadOnlyList<PairResult> results)
    {
        writer.Section(
            self ? $"Application model ({title}): the bare loop beside itself" : $"Application model: {title} beside the bare TcpWorker loop",
            $"Ratio = CPU time per event of the workers on the application model divided by that of bare loops in the same round, {workers} on each side. CPU time in microseconds.");
        writer.Header(
            "connections", "bytes", "CPU ratio", "min … max", "model CPU/event", "bare loop CPU/event",
            "throughput ratio", "min … max", "model events/s", "bare loop events/s");
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
