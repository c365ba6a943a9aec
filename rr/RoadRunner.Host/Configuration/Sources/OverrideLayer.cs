using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace RoadRunner.Host.Configuration.Sources;

/// <summary>Makes one layer of the overrides of a command line.</summary>
internal static class OverrideLayer
{
    /// <summary>Makes the layer; of two overrides that exclude each other the later one counts.</summary>
    public static ConfigurationLayer Create(IReadOnlyList<OverrideText> overrides)
    {
        var root = new YamlMappingNode();
        foreach (var one in overrides)
        {
            var parts = one.Parts;
            var section = parts.SkipLast(1).Aggregate(root, Open);

            // In quotes, so that it is a text whatever it looks like.
            section.Children[new YamlScalarNode(parts[^1])] = new YamlScalarNode(one.Value) { Style = ScalarStyle.DoubleQuoted };
        }

        return ConfigurationLayer.OfOverrides([.. overrides.Select(static one => one.Key)], root);
    }

    private static YamlMappingNode Open(YamlMappingNode section, string name)
    {
        var key = new YamlScalarNode(name);
        if (section.Children.TryGetValue(key, out var node) && node is YamlMappingNode found)
        {
            return found;
        }

        var added = new YamlMappingNode();
        section.Children[key] = added;
        return added;
    }
}
