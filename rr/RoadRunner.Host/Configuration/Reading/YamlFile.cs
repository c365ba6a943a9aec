using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Turns the bytes of the file into YAML nodes; faults of the file itself end here.</summary>
internal static class YamlFile
{
    public static ConfigurationSection Read(ReadingContext context)
    {
        var stream = Parse(context, ReadText(context));
        if (stream.Documents.Count > 1)
        {
            var second = stream.Documents[1].RootNode;
            throw context.Fatal((int)second.Start.Line, "a second YAML document starts here; the file must have one");
        }

        return ConfigurationSection.Root(context, stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode);
    }

    private static string ReadText(ReadingContext context)
    {
        try
        {
            return File.ReadAllText(context.File);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw context.Fatal(0, $"there is no such file (looked for {Path.GetFullPath(context.File)})", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw context.Fatal(0, $"the file cannot be read: {e.Message}", e);
        }
    }

    private static YamlStream Parse(ReadingContext context, string text)
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
            throw context.Fatal((int?)alias?.Start.Line ?? 0, $"this is not YAML: there is no anchor for *{alias?.Value}", e);
        }
        catch (YamlException e)
        {
            throw context.Fatal((int)e.Start.Line, Describe(e.Message), e);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet 16.3 throws these without a place: for one, when a list in brackets meets a key of the next line.
            throw context.Fatal((int)scanner.CurrentPosition.Line, Describe("something is not closed or out of place"), e);
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

    private static string Describe(string message)
    {
        const string duplicate = "Duplicate key ";
        var text = message.TrimEnd('.');
        return text.StartsWith(duplicate, StringComparison.Ordinal)
            ? $"duplicate key \"{text[duplicate.Length..]}\""
            : $"this is not YAML: {text}";
    }
}
