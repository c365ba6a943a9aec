using RoadRunner.Host.Metrics;
using RoadRunner.Host.Rpc.Codecs;

namespace RoadRunner.Host.Rpc.Services;

/// <summary>The service <c>metrics</c>: collectors of applications and their values.</summary>
internal static class MetricsService
{
    private static readonly StructureArgument<CollectorDefinition> Definition = new("NamedCollector", ReadDefinition);
    private static readonly StructureArgument<MetricSample> Sample = new(
        "Metric", static fields => new MetricSample(fields.Text("name"), fields.Number("value"), fields.Texts("labels")));

    public static RpcServiceMethods Create(MetricsRegistry metrics) => new RpcServiceMethods("metrics")
        .Add("Declare", Definition, RpcResults.Bool, definition => Do(() => metrics.Declare(definition)))
        .Add("Add", Sample, RpcResults.Bool, one => Do(() => metrics.Add(one.Name, one.Value, one.Labels)))
        .Add("Sub", Sample, RpcResults.Bool, one => Do(() => metrics.Sub(one.Name, one.Value, one.Labels)))
        .Add("Set", Sample, RpcResults.Bool, one => Do(() => metrics.Set(one.Name, one.Value, one.Labels)))
        .Add("Observe", Sample, RpcResults.Bool, one => Do(() => metrics.Observe(one.Name, one.Value, one.Labels)))
        .Add("Unregister", RpcArguments.Text, RpcResults.Bool, name => Do(() => metrics.Unregister(name)));

    private static CollectorDefinition ReadDefinition(GoStructure fields)
    {
        var collector = fields.Structure("collector", "Collector");

        // A map with numbers as keys, which JSON does not have.
        collector.Refuse("objectives", "float64");
        return new CollectorDefinition
        {
            Name = fields.Text("name"),
            Type = collector.Text("type"),
            Namespace = collector.Text("namespace"),
            Subsystem = collector.Text("subsystem"),
            Help = collector.Text("help"),
            Labels = collector.Texts("labels"),
            Buckets = collector.Numbers("buckets"),
        };
    }

    private static bool Do(Action change)
    {
        try
        {
            change();
            return true;
        }
        catch (MetricsException refused)
        {
            throw new RpcFault(refused.Message, refused);
        }
    }
}
