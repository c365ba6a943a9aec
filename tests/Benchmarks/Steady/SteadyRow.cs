using RoadRunner.Benchmarks.Table;

namespace RoadRunner.Benchmarks.Steady;

/// <summary>One measurement of a host that something else happens to while it serves.</summary>
/// <param name="name">What <c>--only</c> is compared with.</param>
internal abstract class SteadyRow(string name)
{
    public const int Connections = 64;
    public const int Bytes = 64;

    public string Name => name;

    /// <summary>Gets the time it takes, without starting processes.</summary>
    public abstract TimeSpan Length(SteadyPlan plan);

    /// <summary>Measures and writes its part of the report.</summary>
    public abstract Task MeasureAsync(SteadyPlan plan, TableWriter writer, RoundsFile rounds, CancellationToken cancellationToken);
}
