using RoadRunner.Benchmarks.Load;
using RoadRunner.Benchmarks.Processes;
using RoadRunner.Benchmarks.Table;
using RoadRunner.Benchmarks.Workers;

namespace RoadRunner.Benchmarks.Steady;

/// <summary>A host with clients that take or send one byte in a second, beside one without them.</summary>
internal sealed class SlowRow() : SteadyRow("slow")
{
    private const int Slow = 500;
    private const int AnswerBytes = 512 * 1024;
    private const string Beside = "beside";
    private const string Alone = "alone";

    public override TimeSpan Length(SteadyPlan plan) => 2 * (SteadyPlan.Warmup + (plan.Rounds * plan.Side));

    public override async Task MeasureAsync(SteadyPlan plan, TableWriter writer, RoundsFile rounds, CancellationToken cancellationToken)
    {
        // No timeout: they stay for all of the row.
        var settings = new HostSettings(SdkWorker.Role) { HasExtras = true, Limits = ["read_timeout: 0s", "write_timeout: 0s"] };
        await using var beside = await ServerProcess.StartHostAsync("host with slow clients", settings, cancellationToken);
        await using var alone = await ServerProcess.StartHostAsync("host without slow clients", settings, cancellationToken);
        await using var slow = new LoadProcess("load");
        await using var load = new LoadProcess("load");
        await slow.SlowAsync("slow", beside.Address, Slow, AnswerBytes, cancellationToken);
        await load.OpenAsync(Beside, beside.Address, Connections, Bytes, cancellationToken);
        await load.OpenAsync(Alone, alone.Address, Connections, Bytes, cancellationToken);
        await load.RunAsync(Beside, SteadyPlan.Warmup, cancellationToken);
        await load.RunAsync(Alone, SteadyPlan.Warmup, cancellationToken);

        var result = await Alternation.RunAsync(
            Name,
            plan,
            () => BesideAsync(load, slow, plan, cancellationToken),
            () => load.RunAsync(Alone, plan.Side, cancellationToken));
        rounds.Add(result);
        Write(writer, result);
    }

    private static async Task<LoadReport> BesideAsync(LoadProcess load, LoadProcess slow, SteadyPlan plan, CancellationToken cancellationToken)
    {
        var moving = slow.RunAsync("slow", plan.Side, cancellationToken);
        var report = await load.RunAsync(Beside, plan.Side, cancellationToken);
        await moving;
        return report;
    }

    private static void Write(TableWriter writer, PairResult result)
    {
        writer.Section(
            $"{Slow} slow clients, one byte in a second each",
            "Half of them have a large answer waiting, half send a message without end. Ratio = the others' 99th percentile beside them divided by that without them. Latencies in milliseconds.");
        writer.Header("p99 ratio", "min … max", "p99 beside", "p99 alone", "throughput ratio", "min … max");
        var p99 = result.Ratio(static sample => sample.P99);
        var throughput = result.Ratio(static sample => sample.EventsPerSecond);
        writer.Row(
            Format.Ratio(p99.Median),
            Format.Range(p99),
            Format.Milliseconds(result.LeftMedian(static sample => sample.P99)),
            Format.Milliseconds(result.RightMedian(static sample => sample.P99)),
            Format.Ratio(throughput.Median),
            Format.Range(throughput));
    }
}
