using System.Globalization;
using RoadRunner.Benchmarks.Table;

namespace RoadRunner.Benchmarks.Steady;

/// <summary>The rows one after the other, each with hosts of its own.</summary>
internal static class SteadyVerb
{
    private static readonly TimeSpan StartAllowance = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(SteadyOptions options)
    {
        if (options.Rounds < 1 || options.Seconds < 1)
        {
            await Console.Error.WriteLineAsync("At least one round of at least a second is needed.");
            return 2;
        }

        SteadyRow[] all =
        [
            new ReplacementRow("reset", "one reset in each second", [], Resets.EverySecondAsync),
            new ReplacementRow("max-jobs", "max_jobs: 20000", ["max_jobs: 20000"]),
            new ReplacementRow("ttl", "supervisor.ttl: 2s", ["supervisor: { watch_tick: 1s, ttl: 2s }"]),
            new PacedRow(),
            new IdleRow(),
            new SlowRow(),
        ];
        var rows = all.Where(row => options.Only is null || row.Name.Contains(options.Only, StringComparison.Ordinal)).ToList();
        if (rows.Count == 0)
        {
            await Console.Error.WriteLineAsync($"No row is called {options.Only}. Rows: {string.Join(", ", all.Select(static row => row.Name))}");
            return 2;
        }

        var plan = new SteadyPlan(options.Rounds, TimeSpan.FromSeconds(options.Seconds));
        var limit = rows.Aggregate(TimeSpan.Zero, (sum, row) => sum + (2 * row.Length(plan)) + StartAllowance);
        return await Measurement.RunAsync("steady", limit, (rounds, stop) => MeasureAsync(rows, plan, rounds, stop));
    }

    private static async Task<string> MeasureAsync(List<SteadyRow> rows, SteadyPlan plan, RoundsFile rounds, CancellationToken cancellationToken)
    {
        var writer = new TableWriter();
        writer.Title("Steadiness", Machine.Describe(), Measurement.Now(), Procedure(plan));
        foreach (var row in rows)
        {
            await row.MeasureAsync(plan, writer, rounds, cancellationToken);
            await Console.Error.WriteLineAsync($"{row.Name} done");
        }

        return writer.ToString();
    }

    private static string Procedure(SteadyPlan plan) => string.Create(
        CultureInfo.InvariantCulture,
        $"{SteadyRow.Connections} connections over loopback, {SteadyRow.Bytes} B, a pool of 2 SDK workers, load from a process of its own that ends with an error when a connection is lost or an answer is wrong; where two sides are compared: {plan.Rounds} rounds, {plan.Side.TotalSeconds:0.#} s for each side, order swapped every round, medians of the rounds, a ratio is the median of the ratios within the rounds.");
}
