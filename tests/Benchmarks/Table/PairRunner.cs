using RoadRunner.Benchmarks.Processes;

namespace RoadRunner.Benchmarks.Table;

/// <summary>Measures two servers in turn, with the connections to both open all the time.</summary>
internal sealed class PairRunner(LoadProcess load, RoundPlan plan, ServerProcess left, ServerProcess right)
{
    private const string Left = "left";
    private const string Right = "right";

    public async Task<PairResult> RunAsync(PairCase row, CancellationToken cancellationToken)
    {
        await load.OpenAsync(Left, left.Address, row.Connections, row.Bytes, cancellationToken);
        await load.OpenAsync(Right, right.Address, row.Connections, row.Bytes, cancellationToken);
        await load.RunAsync(Left, RoundPlan.Warmup, cancellationToken);
        await load.RunAsync(Right, RoundPlan.Warmup, cancellationToken);

        var lefts = new List<RoundSample>(plan.Rounds);
        var rights = new List<RoundSample>(plan.Rounds);
        for (var round = 0; round < plan.Rounds; round++)
        {
            if (RoundPlan.LeftFirst(round))
            {
                lefts.Add(await MeasureAsync(Left, left, cancellationToken));
                rights.Add(await MeasureAsync(Right, right, cancellationToken));
            }
            else
            {
                rights.Add(await MeasureAsync(Right, right, cancellationToken));
                lefts.Add(await MeasureAsync(Left, left, cancellationToken));
            }
        }

        await load.CloseAsync(Left, cancellationToken);
        await load.CloseAsync(Right, cancellationToken);
        return new PairResult(row, lefts, rights);
    }

    private async Task<RoundSample> MeasureAsync(string target, ServerProcess server, CancellationToken cancellationToken)
    {
        var before = server.ReadCpu();
        var report = await load.RunAsync(target, plan.Side, cancellationToken);
        return new RoundSample(report, server.ReadCpu() - before);
    }
}
