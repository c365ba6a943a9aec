using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>One key of a section with its value as the file has it.</summary>
/// <param name="Name">The key as written.</param>
/// <param name="Path">The key with the sections around it, in lower case.</param>
/// <param name="Line">The line of the key.</param>
/// <param name="Node">The value.</param>
internal sealed record ConfigurationEntry(string Name, string Path, int Line, YamlNode Node)
{
    /// <summary>Gets whether the key has no value, which is the same as no key.</summary>
    public bool IsNull => IsNullNode(Node);

    /// <summary>Gets what the value is, for messages.</summary>
    public string Kind => Describe(Node);

    public static bool IsNullNode(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Tag.IsEmpty: true, Value: null or "" or "~" or "null" or "Null" or "NULL" };

    public static string Describe(YamlNode node) => node switch
    {
        YamlMappingNode => "a mapping",
        YamlSequenceNode => "a list",
        YamlScalarNode scalar => $"\"{scalar.Value}\"",
        _ => "something else",
    };
}
