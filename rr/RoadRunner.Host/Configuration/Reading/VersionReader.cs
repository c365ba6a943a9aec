using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads <c>version</c>, which like in RoadRunner has to be there and has to be a string, whatever it says.</summary>
internal static class VersionReader
{
    private const string Key = "version";
    private const string StringTag = "tag:yaml.org,2002:str";

    public static string Read(ConfigurationSection root)
    {
        var entry = root.Find(Key);
        if (entry is not null && !IsString(entry.Node))
        {
            root.Context.Error(Key, entry.Place, "version should be a string, in quotes: version: \"3\"");
            return "";
        }

        if (root.TryText(Key, out var version) && version is null)
        {
            root.Context.Error(Key, root.PlaceOf(Key), "rr configuration file should contain a version, e.g.: version: \"3\"");
        }

        return version ?? "";
    }

    // Without quotes YAML takes 3 and 2.7 for numbers, true for a boolean.
    private static bool IsString(YamlNode node) =>
        node is YamlScalarNode scalar
        && (scalar.Style != ScalarStyle.Plain
            || (!scalar.Tag.IsEmpty && scalar.Tag.Value == StringTag)
            || !(double.TryParse(scalar.Value, CultureInfo.InvariantCulture, out _) || bool.TryParse(scalar.Value, out _)));
}
