using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>
/// Writes the configuration as JSON, for whoever wants to know with what the host runs: all sources in one, keys in lower case and in
/// order, variables replaced, secrets masked. Anybody who reaches the RPC port can ask for it.
/// </summary>
internal static partial class EffectiveDocument
{
    // An anchor can make a small file a large document, or one without an end.
    private const int MaxDepth = 32;
    private const int MaxLength = 1024 * 1024;

    public static string Write(ConfigurationSection root)
    {
        var json = new StringBuilder();
        WriteEntries(json, root.Context, root.Entries, isSecret: false, depth: 0);
        return json.Length <= MaxLength ? json.ToString() : "{}";
    }

    private static void WriteEntries(StringBuilder json, ReadingContext context, IEnumerable<ConfigurationEntry> entries, bool isSecret, int depth)
    {
        var separator = '{';
        foreach (var entry in entries.Where(static entry => !entry.IsNull).OrderBy(static entry => entry.Name.ToLowerInvariant(), StringComparer.Ordinal))
        {
            var name = entry.Name.ToLowerInvariant();
            GoJsonText.Append(json.Append(separator), name);
            WriteValue(json.Append(':'), context, entry, isSecret || SecretName().IsMatch(name), depth + 1);
            separator = ',';
        }

        json.Append(separator == '{' ? "{}" : "}");
    }

    private static void WriteValue(StringBuilder json, ReadingContext context, ConfigurationEntry entry, bool isSecret, int depth)
    {
        switch (entry.Node)
        {
            case YamlMappingNode when depth < MaxDepth && json.Length < MaxLength:
                WriteEntries(json, context, MappingEntries.Collect(context.Silent(), entry.Path, entry.Values).Values, isSecret, depth);
                break;
            case YamlSequenceNode list when depth < MaxDepth && json.Length < MaxLength:
                WriteList(json, context, entry, list, isSecret, depth);
                break;
            case YamlScalarNode when isSecret:
                json.Append(entry.IsNull ? "null" : $"\"{SecretText.Hidden}\"");
                break;
            case YamlScalarNode scalar:
                WriteScalar(json, context, entry, scalar);
                break;
            default:
                json.Append("null");
                break;
        }
    }

    private static void WriteList(StringBuilder json, ReadingContext context, ConfigurationEntry entry, YamlSequenceNode list, bool isSecret, int depth)
    {
        json.Append('[');
        for (var index = 0; index < list.Children.Count; index++)
        {
            WriteValue(index == 0 ? json : json.Append(','), context, entry.Item(list.Children[index]), isSecret, depth + 1);
        }

        json.Append(']');
    }

    private static void WriteScalar(StringBuilder json, ReadingContext context, ConfigurationEntry entry, YamlScalarNode scalar)
    {
        if (entry.IsNull)
        {
            json.Append("null");
            return;
        }

        var text = context.Silent().Expand(entry.Path, entry.Place, scalar.Value!) ?? "";
        if (scalar.Style == ScalarStyle.Plain && (text is "true" or "false" || JsonNumber().IsMatch(text)))
        {
            json.Append(text);
            return;
        }

        GoJsonText.Append(json, SecretText.Mask(text));
    }

    // "key" alone is the path of a certificate's key in RoadRunner's sections, which is no secret but costs nothing to hide.
    [GeneratedRegex("pass(word|wd|phrase)?|secret|token|credential|api_?key|private_?key|^key$|_key$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretName();

    [GeneratedRegex("^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JsonNumber();
}
