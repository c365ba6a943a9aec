using System.Globalization;
using RoadRunner.Benchmarks.Processes;
using RoadRunner.Benchmarks.Workers;

namespace RoadRunner.Benchmarks.Table;

/// <summary>The whole procedure: every part with its servers, one load process for all, a report at the end.</summary>
internal static class TableVerb
{
    private static readonly TimeSpan StartAllowance = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(TableOptions options)
    {
        if (options.Rounds < 1 || options.Seconds < RoundPlan.ShortestRound)
        {
            await Console.Error.WriteLineAsync($"At least one round of at least {RoundPlan.ShortestRound} seconds is needed.");
            return 2;
        }

        var plan = new RoundPlan(options.Rounds, TimeSpan.FromSeconds(options.Seconds / 2));
        TablePart[] parts =
        [
            new EchoPart(options.Self), new WorkerPart(options.Self),
            new ModelPart("model", "a service", ModelWorker.Role, workers: 2, options.Self),
            new ModelPart("model-memory", "a service with a session in memory", ModelWorker.MemoryRole, workers: 1, options.Self),
            new StandalonePart(options.Self),
            new ModelPart("model-kv", "a service with a session in a key-value storage", ModelWorker.KeyValueRole, workers: 2, options.Self),
        ];
        var rows = parts.Sum(part => part.Cases.Count(row => row.IsWanted(options)));
        var gets = KeyValueTable.IsWanted(options);
        if (rows == 0 && !gets)
        {
            await Console.Error.WriteLineAsync($"No row is called {options.Only}. Rows: {string.Join(", ", parts.SelectMany(part => part.Cases).Select(row => row.Name).Concat(KeyValueTable.Rows))}");
            return 2;
        }

        // Whatever hangs, the table ends: twice the planned time and the allowance for starting processes.
        var limit = (2 * ((rows * plan.Length) + (gets ? KeyValueTable.Length(plan) : TimeSpan.Zero))) + StartAllowance;
        return await Measurement.RunAsync("table", limit, (rounds, stop) => MeasureAsync(parts, plan, rounds, options, stop));
    }

    private static async Task<string> MeasureAsync(TablePart[] parts, RoundPlan plan, RoundsFile rounds, TableOptions options, CancellationToken cancellationToken)
    {
        var writer = new TableWriter();
        writer.Title("Benchmarks", Machine.Describe(), Measurement.Now(), Procedure(plan));
        await using var load = new LoadProcess("load");
        foreach (var part in parts)
        {
            var rows = part.Cases.Where(row => row.IsWanted(options)).ToList();
            if (rows.Count == 0)
            {
                continue;
            }

            await using var servers = await part.StartAsync(cancellationToken);
            var runner = new PairRunner(load, plan, servers.Left, servers.Right);
            var results = new List<PairResult>();
            foreach (var row in rows)
            {
                var result = await runner.RunAsync(row, cancellationToken);
                results.Add(result);
                rounds.Add(result);
                await Console.Error.WriteLineAsync($"{row.Name} done");
            }

            part.Write(writer, results);
        }

        if (KeyValueTable.IsWanted(options))
        {
            await KeyValueTable.MeasureAsync(plan, writer, rounds, cancellationToken);
        }

        return writer.ToString();
    }

    private static string Procedure(RoundPlan plan) => string.Create(
        CultureInfo.InvariantCulture,
        $"Closed loop over loopback from a load process of its own; {RoundPlan.Warmup.TotalSeconds:0.#} s of warm-up for each side, then {plan.Rounds} rounds of {2 * plan.Side.TotalSeconds:0.#} s, half for each side, order swapped every round; figures are medians of the rounds, a ratio is the median of the ratios within the rounds.");
}
