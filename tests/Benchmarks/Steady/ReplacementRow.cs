using System.Globalization;
using RoadRunner.Benchmarks.Load;
using RoadRunner.Benchmarks.Processes;
using RoadRunner.Benchmarks.Table;
using RoadRunner.Benchmarks.Workers;

namespace RoadRunner.Benchmarks.Steady;

/// <summary>A host whose workers are replaced under load, beside one whose workers stay.</summary>
/// <param name="name">Of the row.</param>
/// <param name="what">What replaces them.</param>
/// <param name="pool">The keys of the pool that do it.</param>
/// <param name="disturbAsync">What is done to the host while its side is measured; null when the keys do it all.</param>
internal sealed class ReplacementRow(
    string name, string what, IReadOnlyList<string> pool, Func<ServerProcess, CancellationToken, Task<int>>? disturbAsync = null) : SteadyRow(name)
{
    private const string Disturbed = "disturbed";
    private const string Calm = "calm";

    public override TimeSpan Length(SteadyPlan plan) => 2 * (SteadyPlan.Warmup + (plan.Rounds * plan.Side));

    public override async Task MeasureAsync(SteadyPlan plan, TableWriter writer, RoundsFile rounds, CancellationToken cancellationToken)
    {
        await using var disturbed = await ServerProcess.StartHostAsync(
            $"host with {what}", new HostSettings(SdkWorker.Role) { Pool = pool, HasExtras = true }, cancellationToken);
        await using var calm = await ServerProcess.StartHostAsync("calm host", new HostSettings(SdkWorker.Role) { HasExtras = true }, cancellationToken);
        await using var load = new LoadProcess("load");
        await load.OpenAsync(Disturbed, disturbed.Address, Connections, Bytes, cancellationToken);
        await load.OpenAsync(Calm, calm.Address, Connections, Bytes, cancellationToken);
        await load.RunAsync(Disturbed, SteadyPlan.Warmup, cancellationToken);
        await load.RunAsync(Calm, SteadyPlan.Warmup, cancellationToken);

        var result = await Alternation.RunAsync(
            Name,
            plan,
            () => DisturbedAsync(load, disturbed, plan, cancellationToken),
            () => load.RunAsync(Calm, plan.Side, cancellationToken));
        rounds.Add(result);
        Write(writer, result);
    }

    private async Task<LoadReport> DisturbedAsync(LoadProcess load, ServerProcess host, SteadyPlan plan, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var disturbing = disturbAsync?.Invoke(host, end.Token);
        var report = await load.RunAsync(Disturbed, plan.Side, cancellationToken);
        await end.CancelAsync();
        if (disturbing is not null)
        {
            await disturbing;
        }

        return report;
    }

    private void Write(TableWriter writer, PairResult result)
    {
        writer.Section($"Workers replaced: {what}", "Ratio = events per second with it divided by those without. Latencies in milliseconds, min / median / max of the rounds.");
        writer.Header("ratio", "min … max", "events/s", "calm events/s", "p99", "p99.9", "max", "calm p99.9", "calm max", "errors");
        var ratio = result.Ratio(static sample => sample.EventsPerSecond);
        writer.Row(
            Format.Ratio(ratio.Median),
            Format.Range(ratio),
            Format.Count(result.LeftMedian(static sample => sample.EventsPerSecond)),
            Format.Count(result.RightMedian(static sample => sample.EventsPerSecond)),
            Milliseconds(result.Left, static report => report.P99Microseconds),
            Milliseconds(result.Left, static report => report.P999Microseconds),
            Milliseconds(result.Left, static report => report.MaxMicroseconds),
            Milliseconds(result.Right, static report => report.P999Microseconds),
            Milliseconds(result.Right, static report => report.MaxMicroseconds),
            "0");
    }

    private static string Milliseconds(IEnumerable<RoundSample> samples, Func<LoadReport, double> figure)
    {
        var spread = Spread.Of(samples.Select(sample => figure(sample.Load) / 1000));
        return string.Create(CultureInfo.InvariantCulture, $"{spread.Min:F1} / {spread.Median:F1} / {spread.Max:F1}");
    }
}
