using System.Globalization;
using RoadRunner.Benchmarks.Processes;
using RoadRunner.Benchmarks.Workers;

namespace RoadRunner.Benchmarks.Table;

/// <summary>Gets through one link, beside what a single caller gets through it in the same round.</summary>
internal static class KeyValueTable
{
    // A share of the time of one side of a pair: three loads of one server need less to settle than two servers.
    private const double RoundShare = 0.4;
    private static readonly int[] Callers = [1, 16, 64];

    public static IEnumerable<string> Rows => Callers.Select(static callers => $"kv-{callers}");

    // All loads run or none: each is compared with the single caller. Beside itself there is nothing to see.
    public static bool IsWanted(TableOptions options) =>
        !options.Self && (options.Only is null || Rows.Any(row => row.Contains(options.Only, StringComparison.Ordinal)));

    public static TimeSpan Length(RoundPlan plan) => Callers.Length * (RoundPlan.Warmup + (plan.Rounds * Round(plan)));

    public static async Task MeasureAsync(RoundPlan plan, TableWriter writer, RoundsFile rounds, CancellationToken cancellationToken)
    {
        await using var host = await ServerProcess.StartHostAsync("host", new HostSettings(SdkWorker.Role) { UsesRpc = true }, cancellationToken);
        await using var load = new LoadProcess("gets", "--address", $"tcp://{host.RpcAddress}", "--storage", HostConfiguration.Storage);
        var samples = Callers.ToDictionary(static callers => callers, static _ => new List<RoundSample>());
        foreach (var callers in Callers)
        {
            await MeasureAsync(host, load, callers, RoundPlan.Warmup, cancellationToken);
        }

        for (var round = 0; round < plan.Rounds; round++)
        {
            foreach (var callers in RoundPlan.LeftFirst(round) ? Callers : Callers.Reverse())
            {
                var sample = await MeasureAsync(host, load, callers, Round(plan), cancellationToken);
                samples[callers].Add(sample);
                rounds.Add($"kv-{callers}", round, "gets", sample);
            }
        }

        await Console.Error.WriteLineAsync("kv done");
        Write(writer, plan, samples);
    }

    private static void Write(TableWriter writer, RoundPlan plan, Dictionary<int, List<RoundSample>> samples)
    {
        writer.Section(
            "Key-value gets: memory driver of the host, through one link",
            string.Create(
                CultureInfo.InvariantCulture,
                $"64-byte value, {plan.Rounds} rounds of {Round(plan).TotalSeconds:0.##} s for each row. Ratio = gets per second divided by those of a single caller in the same round; 16 callers are expected to reach 4. Latency and CPU time in microseconds."));
        writer.Header("callers", "gets/s", "p50", "p99", "ratio to 1", "min … max", "host CPU/get", "client CPU/get");
        foreach (var (callers, rounds) in samples)
        {
            var ratio = Spread.Of(rounds.Zip(samples[Callers[0]], static (many, one) => many.EventsPerSecond / one.EventsPerSecond));
            writer.Row(
                callers.ToString(CultureInfo.InvariantCulture),
                Format.Count(Median(rounds, static sample => sample.EventsPerSecond)),
                Format.Micros(Median(rounds, static sample => sample.P50)),
                Format.Micros(Median(rounds, static sample => sample.P99)),
                Format.Ratio(ratio.Median),
                Format.Range(ratio),
                Format.Micros(Median(rounds, static sample => sample.ServerCpu)),
                Format.Micros(Median(rounds, static sample => sample.LoadCpu)));
        }
    }

    private static async Task<RoundSample> MeasureAsync(ServerProcess host, LoadProcess load, int callers, TimeSpan time, CancellationToken cancellationToken)
    {
        var before = host.ReadCpu();
        var report = await load.RunAsync(callers.ToString(CultureInfo.InvariantCulture), time, cancellationToken);
        return new RoundSample(report, host.ReadCpu() - before);
    }

    private static TimeSpan Round(RoundPlan plan) => RoundShare * plan.Side;

    private static double Median(IEnumerable<RoundSample> rounds, Func<RoundSample, double> figure) => Spread.Of(rounds.Select(figure)).Median;
}
