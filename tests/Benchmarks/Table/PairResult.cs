namespace RoadRunner.Benchmarks.Table;

/// <summary>All counted rounds of one row, both sides of each.</summary>
internal sealed record PairResult(PairCase Case, IReadOnlyList<RoundSample> Left, IReadOnlyList<RoundSample> Right)
{
    /// <summary>Left divided by right within each round: what slows the whole machine for a while slows both sides of a round.</summary>
    public Spread Ratio(Func<RoundSample, double> figure) => Spread.Of(Left.Zip(Right, (left, right) => figure(left) / figure(right)));

    public double LeftMedian(Func<RoundSample, double> figure) => Spread.Of(Left.Select(figure)).Median;

    public double RightMedian(Func<RoundSample, double> figure) => Spread.Of(Right.Select(figure)).Median;
}
