using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace RoadRunner.Host.Configuration.Sources;

/// <summary>Turns the bytes of a file into YAML nodes, of which JSON is a part; faults of the file itself end here.</summary>
internal static class YamlFile
{
    private const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="fullPath">The file.</param>
    /// <param name="shown">What messages call it.</param>
    /// <param name="namedAt">Where it is named, which messages about a missing file show.</param>
    /// <exception cref="SourceException">It cannot be read, or is no YAML.</exception>
    public static ConfigurationLayer Read(string fullPath, string shown, ConfigurationPlace namedAt)
    {
        if (Path.GetExtension(fullPath).Equals(".toml", StringComparison.OrdinalIgnoreCase))
        {
            throw new SourceException(new(shown, 0), "this host does not read TOML; write the configuration as YAML or JSON");
        }

        using var reader = new StreamReader(new MemoryStream(SourceFile.Read(fullPath, MostBytes, namedAt)));
        var stream = Parse(shown, reader.ReadToEnd());
        if (stream.Documents.Count > 1)
        {
            var second = stream.Documents[1].RootNode;
            throw new SourceException(new(shown, (int)second.Start.Line), "a second YAML document starts here; the file must have one");
        }

        var root = stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
        return root is null or YamlMappingNode || IsNull(root)
            ? ConfigurationLayer.OfFile(shown, root)
            : throw new SourceException(new(shown, (int)root.Start.Line), $"expected a mapping of keys, found {Describe(root)}");
    }

    /// <summary>Tells whether a value is none, which is the same as no key.</summary>
    public static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Tag.IsEmpty: true, Value: null or "" or "~" or "null" or "Null" or "NULL" };

    /// <summary>Returns what a value is, for messages.</summary>
    public static string Describe(YamlNode node) => node switch
    {
        YamlMappingNode => "a mapping",
        YamlSequenceNode => "a list",
        YamlScalarNode scalar => $"\"{scalar.Value}\"",
        _ => "something else",
    };

    private static YamlStream Parse(string file, string text)
    {
        var stream = new YamlStream();
        var scanner = new Scanner(new StringReader(text));
        try
        {
            stream.Load(new Parser(scanner));
            return stream;
        }
        catch (AnchorNotFoundException e)
        {
            // The place in the exception is always the start of the file.
            var alias = FindUnknownAlias(text);
            throw new SourceException(new(file, (int?)alias?.Start.Line ?? 0), $"this is not YAML: there is no anchor for *{alias?.Value}", e);
        }
        catch (YamlException e)
        {
            throw new SourceException(new(file, (int)e.Start.Line), Explain(e.Message), e);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet 16.3 throws these without a place: for one, when a list in brackets meets a key of the next line.
            throw new SourceException(new(file, (int)scanner.CurrentPosition.Line), Explain("something is not closed or out of place"), e);
        }
    }

    private static AnchorAlias? FindUnknownAlias(string text)
    {
        var events = new List<ParsingEvent>();
        var parser = new Parser(new StringReader(text));
        while (parser.MoveNext())
        {
            events.Add(parser.Current!);
        }

        var anchors = events.OfType<NodeEvent>().Select(node => node.Anchor).ToHashSet();
        return events.OfType<AnchorAlias>().FirstOrDefault(alias => !anchors.Contains(alias.Value));
    }

    private static string Explain(string message)
    {
        const string duplicate = "Duplicate key ";
        var text = message.TrimEnd('.');
        return text.StartsWith(duplicate, StringComparison.Ordinal)
            ? $"duplicate key \"{text[duplicate.Length..]}\""
            : $"this is not YAML: {text}";
    }
}
