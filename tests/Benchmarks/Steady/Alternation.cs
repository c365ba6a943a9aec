using RoadRunner.Benchmarks.Load;
using RoadRunner.Benchmarks.Table;

namespace RoadRunner.Benchmarks.Steady;

/// <summary>Two sides in turn, first one first, then the other.</summary>
internal static class Alternation
{
    public static async Task<PairResult> RunAsync(string name, SteadyPlan plan, Func<Task<LoadReport>> left, Func<Task<LoadReport>> right)
    {
        var lefts = new List<RoundSample>();
        var rights = new List<RoundSample>();
        for (var round = 0; round < plan.Rounds; round++)
        {
            if (RoundPlan.LeftFirst(round))
            {
                lefts.Add(Sample(await left()));
                rights.Add(Sample(await right()));
            }
            else
            {
                rights.Add(Sample(await right()));
                lefts.Add(Sample(await left()));
            }
        }

        return new PairResult(new PairCase(name, SteadyRow.Connections, SteadyRow.Bytes), lefts, rights);
    }

    // Workers come and go, so nobody's CPU time is read.
    private static RoundSample Sample(LoadReport report) => new(report, default);
}
