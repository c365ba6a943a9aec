namespace RoadRunner.Benchmarks.Table;

/// <summary>One table of the report: which rows it has, which two servers it compares, how its rows read.</summary>
internal abstract class TablePart
{
    public abstract IReadOnlyList<PairCase> Cases { get; }

    public abstract Task<ServerPair> StartAsync(CancellationToken cancellationToken);

    public abstract void Write(TableWriter writer, IReadOnlyList<PairResult> results);
}
