namespace RoadRunner.Host.Metrics;

/// <summary>The texts of refused calls; unless noted they are RoadRunner's, byte by byte, with their different quotes.</summary>
internal static class MetricsErrors
{
    private const string Declare = "metrics_plugin_declare: ";

    public static MetricsException Undefined(MetricOperation operation, string name) => operation == MetricOperation.Add
        ? Fail(operation, $"undefined collector {name}, try first Declare the desired collector")
        : Fail(operation, $"undefined collector {name}");

    public static MetricsException Unsupported(MetricOperation operation, string name) => Fail(operation, operation switch
    {
        MetricOperation.Add => $"collector {name} does not support method `Add`",
        MetricOperation.Set => $"collector `{name}` does not support method Set",
        _ => $"collector `{name}` does not support method `{operation}`",
    });

    public static MetricsException LabelsRequired(MetricOperation operation, CollectorKind kind, string name) => Fail(
        operation,
        kind == CollectorKind.Gauge ? $"required labels for collector {name}" : $"required labels for collector `{name}`");

    public static MetricsException LabelCount(MetricOperation operation, int expected, IReadOnlyList<string> values) => Fail(
        operation,
        $"inconsistent label cardinality: expected {expected} label values but got {values.Count} in {GoText.Slice(values)}");

    /// <summary>A counter that is asked to fall, which ends the whole process of RoadRunner 2025.1.</summary>
    public static MetricsException CounterFalls(string name) => Fail(MetricOperation.Add, $"counter cannot decrease in value: {name}");

    /// <summary>One series too many: our own.</summary>
    public static MetricsException TooManySeries(MetricOperation operation, string name, int limit) =>
        Fail(operation, $"collector `{name}` has {limit} series, which is the limit");

    /// <summary>A label value that is too long: our own.</summary>
    public static MetricsException ValueTooLong(MetricOperation operation, string name, int length, int limit) =>
        Fail(operation, $"a label value for collector `{name}` has {length} characters; the limit is {limit}");

    public static MetricsException Undeclarable(string problem) => new(Declare + problem);

    public static MetricsException UnknownType(string type) => new($"{Declare}unknown collector type {type}");

    public static MetricsException Invalid(MetricDescriptor descriptor, string problem) =>
        new($"{Declare}descriptor {descriptor} is invalid: {problem}");

    public static MetricsException NotRegistered(string name) => new($"metrics_plugin_unregister: undefined collector {name}");

    private static MetricsException Fail(MetricOperation operation, string text) => new(operation switch
    {
        MetricOperation.Add => "metrics_plugin_add: ",
        MetricOperation.Sub => "metrics_plugin_sub: ",
        MetricOperation.Set => "metrics_plugin_set: ",
        _ => "metrics_plugin_observe: ",
    } + text);
}
