using RoadRunner.Benchmarks.Processes;
using RoadRunner.Benchmarks.Table;
using RoadRunner.Benchmarks.Workers;

namespace RoadRunner.Benchmarks.Steady;

/// <summary>An open loop over a pool whose workers live for 50 events only.</summary>
internal sealed class PacedRow() : SteadyRow("paced")
{
    private const int Rate = 1000;
    private const int MaxJobs = 50;
    private const string Target = "paced";
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    public override TimeSpan Length(SteadyPlan plan) => SteadyPlan.Warmup + Time;

    public override async Task MeasureAsync(SteadyPlan plan, TableWriter writer, RoundsFile rounds, CancellationToken cancellationToken)
    {
        await using var host = await ServerProcess.StartHostAsync(
            "host", new HostSettings(SdkWorker.Role) { Pool = [$"max_jobs: {MaxJobs}"], HasExtras = true }, cancellationToken);
        await using var load = new LoadProcess("load");
        await load.PaceAsync(Target, host.Address, Connections, Bytes, Rate, cancellationToken);
        await load.RunAsync(Target, SteadyPlan.Warmup, cancellationToken);
        var report = await load.RunAsync(Target, Time, cancellationToken);
        rounds.Add(Name, 0, "paced", new RoundSample(report, default));

        writer.Section(
            $"Open loop: max_jobs: {MaxJobs} at {Rate} events/s",
            "Every message leaves when it is due, answered or not those before; a latency counts from that moment. In milliseconds.");
        writer.Header("events", "p50", "p99", "p99.9", "max", "errors");
        writer.Row(
            Format.Count(report.Events), Format.Milliseconds(report.P50Microseconds), Format.Milliseconds(report.P99Microseconds),
            Format.Milliseconds(report.P999Microseconds), Format.Milliseconds(report.MaxMicroseconds), "0");
    }
}
