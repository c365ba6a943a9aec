using RoadRunner.Host.Configuration.Sources;
using YamlDotNet.RepresentationModel;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>The keys of YAML mappings in lower case, with those that <c>&lt;&lt;</c> merges in.</summary>
internal static class MappingEntries
{
    private const string MergeKey = "<<";

    /// <summary>Collects the keys of mappings that lie on each other.</summary>
    /// <param name="context">Where faults are reported.</param>
    /// <param name="path">The section.</param>
    /// <param name="values">The mappings, the uppermost first; other values are passed over.</param>
    /// <returns>The keys in the order of the file, then those that only upper layers have.</returns>
    public static Dictionary<string, ConfigurationEntry> Collect(ReadingContext context, string path, IReadOnlyList<LayerNode> values)
    {
        var entries = new Dictionary<string, ConfigurationEntry>();
        foreach (var (layer, node) in values.Reverse())
        {
            var own = new Dictionary<string, ConfigurationEntry>();
            if (node is YamlMappingNode mapping)
            {
                AddAll(context, path, layer, mapping, own, []);
            }

            foreach (var (name, entry) in own)
            {
                entries[name] = entries.TryGetValue(name, out var lower) ? lower.Under(entry, context) : entry;
            }
        }

        return entries;
    }

    private static void AddAll(
        ReadingContext context, string path, ConfigurationLayer layer, YamlMappingNode mapping, Dictionary<string, ConfigurationEntry> entries, HashSet<YamlNode> seen)
    {
        // A mapping can merge itself by way of an anchor.
        if (!seen.Add(mapping))
        {
            return;
        }

        var own = new Dictionary<string, int>();
        foreach (var (key, value) in mapping.Children)
        {
            if (key is not YamlScalarNode { Value: { } name })
            {
                context.Error(path, layer.PlaceOf(path, key), $"a key must be a word, found {YamlFile.Describe(key)}");
            }
            else if (name != MergeKey)
            {
                var full = Join(path, name);
                Add(new ConfigurationEntry(name, full, layer.PlaceOf(full, key), [new LayerNode(layer, value)]));
            }
        }

        foreach (var (_, value) in mapping.Children.Where(pair => pair.Key is YamlScalarNode { Value: MergeKey }))
        {
            var merged = value is YamlSequenceNode list ? list.Children.AsEnumerable() : [value];
            foreach (var other in merged.OfType<YamlMappingNode>())
            {
                AddAll(context, path, layer, other, entries, seen);
            }
        }

        void Add(ConfigurationEntry entry)
        {
            var name = entry.Name.ToLowerInvariant();
            if (!own.TryAdd(name, entry.Place.Line))
            {
                context.Error(entry.Path, entry.Place, $"duplicate key \"{entry.Name}\"; it is already on line {own[name]}");
            }
            else
            {
                // What the mapping says itself wins over what it merges in.
                entries.TryAdd(name, entry);
            }
        }
    }

    private static string Join(string path, string name)
    {
        name = name.ToLowerInvariant();
        return path.Length == 0 ? name : $"{path}.{name}";
    }
}
