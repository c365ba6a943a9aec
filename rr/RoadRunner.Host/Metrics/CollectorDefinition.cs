namespace RoadRunner.Host.Metrics;

/// <summary>A metric that an application declares, in its configuration or by <c>metrics.Declare</c>. Immutable.</summary>
public sealed record CollectorDefinition
{
    /// <summary>The value of <see cref="Type"/> of a number that only grows.</summary>
    public const string Counter = "counter";

    /// <summary>The value of <see cref="Type"/> of a number that goes up and down.</summary>
    public const string Gauge = "gauge";

    /// <summary>The value of <see cref="Type"/> of observations counted in buckets.</summary>
    public const string Histogram = "histogram";

    /// <summary>The value of <see cref="Type"/> of observations counted and added up.</summary>
    public const string Summary = "summary";

    /// <summary>Gets the name that the value calls use, and the last part of the exported name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the kind of metric: one of the four constants; anything else is refused when it is declared.</summary>
    public required string Type { get; init; }

    /// <summary>Gets the first part of the exported name.</summary>
    /// <value>Default: empty, which leaves it out.</value>
    public string Namespace { get; init; } = "";

    /// <summary>Gets the second part of the exported name.</summary>
    /// <value>Default: empty, which leaves it out.</value>
    public string Subsystem { get; init; } = "";

    /// <summary>Gets the text of the exported <c>HELP</c> line.</summary>
    public string Help { get; init; } = "";

    /// <summary>Gets the names of the labels; the value calls give their values in the same order.</summary>
    /// <value>Default: none, which makes it a single number or histogram.</value>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Gets the upper bounds of a histogram's buckets, each greater than the one before; +Inf need not be among them.</summary>
    /// <value>Default: none, which means those of the Prometheus clients, 0.005 to 10.</value>
    public IReadOnlyList<double> Buckets { get; init; } = [];
}
