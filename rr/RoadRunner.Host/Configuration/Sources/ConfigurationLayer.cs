using YamlDotNet.RepresentationModel;

namespace RoadRunner.Host.Configuration.Sources;

/// <summary>Keys from one source, a file or the command line. Layers lie on each other, and the upper one wins.</summary>
internal sealed class ConfigurationLayer
{
    private readonly string _file;
    private readonly IReadOnlyList<string> _keys;

    private ConfigurationLayer(YamlNode? root, string file, IReadOnlyList<string> keys, bool isOverride)
    {
        Root = root;
        _file = file;
        _keys = keys;
        IsOverride = isOverride;
    }

    /// <summary>Gets all of it; null for an empty file.</summary>
    public YamlNode? Root { get; }

    /// <summary>Gets whether it is the command line.</summary>
    public bool IsOverride { get; }

    /// <summary>Makes the layer of a file.</summary>
    /// <param name="file">What messages call the file.</param>
    /// <param name="root">What is in it.</param>
    public static ConfigurationLayer OfFile(string file, YamlNode? root) => new(root, file, [], isOverride: false);

    /// <summary>Makes the layer of the command line.</summary>
    /// <param name="keys">The overridden keys, in dots and lower case.</param>
    /// <param name="root">Their values, in sections.</param>
    public static ConfigurationLayer OfOverrides(IReadOnlyList<string> keys, YamlMappingNode root) => new(root, OverrideText.Flag, keys, isOverride: true);

    /// <summary>Returns the place of the whole layer.</summary>
    public ConfigurationPlace Whole => new(_file, 0);

    /// <summary>Returns where something stands.</summary>
    /// <param name="path">The key, in dots and lower case.</param>
    /// <param name="node">The key or a value, of which the line counts.</param>
    public ConfigurationPlace PlaceOf(string path, YamlNode node) => IsOverride
        ? OverrideText.PlaceOf(_keys.FirstOrDefault(key => key == path || key.StartsWith(path + '.', StringComparison.Ordinal), path))
        : new(_file, (int)node.Start.Line);
}
