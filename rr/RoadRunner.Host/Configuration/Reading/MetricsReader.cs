using System.Collections.ObjectModel;
using RoadRunner.Host.Metrics;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads the section <c>metrics</c>.</summary>
internal static class MetricsReader
{
    private static readonly MetricsLimits Limits = new();

    public static MetricsConfiguration? Read(ConfigurationSection section)
    {
        var address = HttpAddress.Read(section) ?? ConfigurationDefaults.MetricsAddress;
        var collectors = ReadCollectors(section.Section("collect"));
        return section.Exists ? new MetricsConfiguration(address, collectors) : null;
    }

    private static ReadOnlyCollection<CollectorDefinition> ReadCollectors(ConfigurationSection section)
    {
        var collectors = new List<CollectorDefinition>();
        var names = new Dictionary<string, (string Path, ConfigurationPlace Place)>();
        foreach (var (name, collector) in section.NamedSections())
        {
            var definition = ReadCollector(name, collector);
            collectors.Add(definition);
            var descriptor = new MetricDescriptor(definition);
            var problem = CollectorKinds.Parse(definition.Type) is { } kind
                ? CollectorCheck.Problem(definition, kind, Limits) ?? descriptor.Problem()
                : null;
            if (problem is null && !names.TryAdd(descriptor.FullName, (collector.Path, collector.Place)))
            {
                var (path, place) = names[descriptor.FullName];
                problem = $"its exported name \"{descriptor.FullName}\" is already that of {path} {place.SeenFrom(collector.Place)}";
            }

            if (problem is not null)
            {
                collector.Context.Error(collector.Path, collector.Place, $"{collector.Path}: {problem}");
            }
        }

        if (collectors.Count > Limits.MaxCollectors)
        {
            section.Context.Error(section.Path, section.Place, $"{section.Path}: there are {collectors.Count} collectors; the limit is {Limits.MaxCollectors}");
        }

        return collectors.AsReadOnly();
    }

    private static CollectorDefinition ReadCollector(string name, ConfigurationSection section)
    {
        section.NoEffect("a summary of this host has its sum and its count; for quantiles use a histogram", "objectives");
        return new CollectorDefinition
        {
            Name = name,
            Type = ReadType(section),
            Namespace = section.Text("namespace") ?? "",
            Subsystem = section.Text("subsystem") ?? "",
            Help = section.Text("help") ?? "",
            Labels = section.Texts("labels"),
            Buckets = section.Numbers("buckets"),
        };
    }

    // The empty text stands for an error that is on the list already.
    private static string ReadType(ConfigurationSection section)
    {
        if (!section.TryText("type", out var text))
        {
            return "";
        }

        if (text is null)
        {
            section.Error("type", "is missing; it must be one of counter, gauge, histogram, summary");
            return "";
        }

        var kind = section.Choice(
            "type",
            (CollectorDefinition.Counter, CollectorKind.Counter),
            (CollectorDefinition.Gauge, CollectorKind.Gauge),
            (CollectorDefinition.Histogram, CollectorKind.Histogram),
            (CollectorDefinition.Summary, CollectorKind.Summary));
        return kind is null ? "" : text.ToLowerInvariant();
    }
}
