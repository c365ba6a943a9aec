using RoadRunner.Host.Configuration.Sources;
using YamlDotNet.RepresentationModel;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>One key of a section with its value.</summary>
/// <param name="Name">The key as written.</param>
/// <param name="Path">The key with the sections around it, in lower case.</param>
/// <param name="Place">Where the key stands.</param>
/// <param name="Values">
/// The value as its layer has it. Of a mapping also those below it of other layers, the uppermost first, whose keys are its keys too;
/// never empty.
/// </param>
internal sealed record ConfigurationEntry(string Name, string Path, ConfigurationPlace Place, IReadOnlyList<LayerNode> Values)
{
    /// <summary>Gets the value of the uppermost layer.</summary>
    public YamlNode Node => Values[0].Node;

    /// <summary>Gets whether the key has no value, which is the same as no key.</summary>
    public bool IsNull => YamlFile.IsNull(Node);

    /// <summary>Gets what the value is, for messages.</summary>
    public string Kind => YamlFile.Describe(Node);

    /// <summary>Gets whether no file has the key.</summary>
    public bool IsOverride => Values.All(static value => value.Layer.IsOverride);

    /// <summary>Returns the place of an item of the list that the value is.</summary>
    public ConfigurationPlace PlaceOf(YamlNode item) => Values[0].Layer.PlaceOf(Path, item);

    /// <summary>Returns an item of the list that the value is, as if it were the value.</summary>
    public ConfigurationEntry Item(YamlNode item) => this with { Place = PlaceOf(item), Values = [Values[0] with { Node = item }] };

    /// <summary>Lays another entry of the same key over this one: mappings are merged, anything else is replaced, and no value changes nothing.</summary>
    /// <param name="upper">The other one, of one layer.</param>
    /// <param name="context">Where a key below something that has none is reported.</param>
    public ConfigurationEntry Under(ConfigurationEntry upper, ReadingContext context)
    {
        if (upper.IsNull)
        {
            return this;
        }

        if (upper.Node is not YamlMappingNode || IsNull)
        {
            return upper;
        }

        if (Node is YamlMappingNode)
        {
            // A section is where its file has it, also when a key in it is overridden.
            return (upper.IsOverride ? this : upper) with { Values = [.. upper.Values, .. Values] };
        }

        if (!upper.IsOverride)
        {
            return upper;
        }

        var kind = Node is YamlSequenceNode ? "a list" : "a text";
        context.Error(Path, upper.Place, $"{Path} is {kind} ({Place}), so it has no keys; override it as a whole: {OverrideText.Flag} {Path}=…");
        return this;
    }
}
