using YamlDotNet.RepresentationModel;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>The keys of a YAML mapping in lower case, with those that <c>&lt;&lt;</c> merges in.</summary>
internal static class MappingEntries
{
    private const string MergeKey = "<<";

    public static Dictionary<string, ConfigurationEntry> Collect(ReadingContext context, string path, YamlMappingNode? mapping)
    {
        var entries = new Dictionary<string, ConfigurationEntry>();
        if (mapping is not null)
        {
            AddAll(context, path, mapping, entries, []);
        }

        return entries;
    }

    private static void AddAll(
        ReadingContext context, string path, YamlMappingNode mapping, Dictionary<string, ConfigurationEntry> entries, HashSet<YamlNode> seen)
    {
        // A mapping can merge itself by way of an anchor.
        if (!seen.Add(mapping))
        {
            return;
        }

        var own = new Dictionary<string, int>();
        foreach (var (key, value) in mapping.Children)
        {
            var line = (int)key.Start.Line;
            if (key is not YamlScalarNode { Value: { } name })
            {
                context.Error(path, line, $"a key must be a word, found {ConfigurationEntry.Describe(key)}");
            }
            else if (name != MergeKey)
            {
                Add(new ConfigurationEntry(name, Join(path, name), line, value));
            }
        }

        foreach (var (_, value) in mapping.Children.Where(pair => pair.Key is YamlScalarNode { Value: MergeKey }))
        {
            var merged = value is YamlSequenceNode list ? list.Children.AsEnumerable() : [value];
            foreach (var other in merged.OfType<YamlMappingNode>())
            {
                AddAll(context, path, other, entries, seen);
            }
        }

        void Add(ConfigurationEntry entry)
        {
            var name = entry.Name.ToLowerInvariant();
            if (!own.TryAdd(name, entry.Line))
            {
                context.Error(entry.Path, entry.Line, $"duplicate key \"{entry.Name}\"; it is already on line {own[name]}");
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
