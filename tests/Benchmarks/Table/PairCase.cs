namespace RoadRunner.Benchmarks.Table;

/// <summary>The load of one row.</summary>
internal sealed record PairCase(string Part, int Connections, int Bytes)
{
    /// <summary>Gets what <c>--only</c> is compared with, for example <c>echo-16x64</c>.</summary>
    public string Name => $"{Part}-{Connections}x{Bytes}";

    public bool IsWanted(TableOptions options) => options.Only is null || Name.Contains(options.Only, StringComparison.Ordinal);
}
