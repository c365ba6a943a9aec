using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Values of a section that are made of several texts.</summary>
internal static class SectionLists
{
    /// <summary>
    /// Reads program and arguments; false after an error, null when the key is missing or empty. A text is split into words, and, as
    /// in Go RoadRunner, the only text of a list is too.
    /// </summary>
    public static bool TryCommand(this ConfigurationSection section, string key, out IReadOnlyList<string>? command)
    {
        command = null;
        if (section.Find(key) is not { } entry)
        {
            return true;
        }

        if (!TryTexts(section.Context, entry, out var words, splitsAtCommas: false))
        {
            return false;
        }

        if (words.Count == 1 && !CommandText.TrySplit(words[0], out words, out var error))
        {
            section.Error(key, error!);
            return false;
        }

        if (words.Count > 0 && words[0].Length == 0)
        {
            section.Error(key, "the name of the program is empty");
            return false;
        }

        command = words.Count == 0 ? null : words;
        return true;
    }

    /// <summary>Returns the texts of a list; a single text is split at commas, as in Go RoadRunner. Empty when the key is missing, empty or wrong.</summary>
    public static IReadOnlyList<string> Texts(this ConfigurationSection section, string key) =>
        section.Find(key) is { } entry && TryTexts(section.Context, entry, out var texts) ? texts : [];

    /// <summary>Returns the numbers of a list, or of a single number. Empty when the key is missing, empty or wrong.</summary>
    public static IReadOnlyList<double> Numbers(this ConfigurationSection section, string key)
    {
        var numbers = new List<double>();
        foreach (var text in section.Texts(key))
        {
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
            else
            {
                section.Error(key, $"\"{text}\" is not a number");
            }
        }

        return numbers.AsReadOnly();
    }

    /// <summary>Returns the texts of a list with the place of each; a single text is split at commas. Empty when the key is missing, empty or wrong.</summary>
    public static IReadOnlyList<(string Text, ConfigurationPlace Place)> TextsWithPlaces(this ConfigurationSection section, string key)
    {
        if (section.Find(key) is not { } entry || !TryTexts(section.Context, entry, out var texts))
        {
            return [];
        }

        return entry.Node is YamlSequenceNode list
            ? [.. texts.Zip(list.Children.Select(entry.PlaceOf))]
            : [.. texts.Select(text => (text, entry.Place))];
    }

    /// <summary>Returns environment variables with upper-case names, from a mapping or, as in older files, a list of mappings.</summary>
    public static IReadOnlyDictionary<string, string> Variables(this ConfigurationSection section, string key)
    {
        var variables = new Dictionary<string, string>();
        if (section.Find(key) is not { } entry)
        {
            return variables.AsReadOnly();
        }

        foreach (var item in entry.Node is YamlSequenceNode list ? list.Children.Select(entry.Item) : [entry])
        {
            if (item.Node is not YamlMappingNode)
            {
                section.Context.Error(item.Path, item.Place, $"{item.Path}: expected a mapping of names to values, found {item.Kind}");
                continue;
            }

            foreach (var (name, variable) in MappingEntries.Collect(section.Context, item.Path, item.Values))
            {
                string? text = null;
                if (variable.IsNull || SectionValues.TryText(section.Context, variable, out text))
                {
                    variables[name.ToUpperInvariant()] = text ?? "";
                }
            }
        }

        return variables.AsReadOnly();
    }

    private static bool TryTexts(ReadingContext context, ConfigurationEntry entry, out IReadOnlyList<string> texts, bool splitsAtCommas = true)
    {
        var found = new List<string>();
        texts = found.AsReadOnly();
        if (entry.Node is not YamlSequenceNode list)
        {
            var read = SectionValues.TryText(context, entry, out var text);
            found.AddRange(text is null ? [] : splitsAtCommas ? text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [text]);
            return read;
        }

        var complete = true;
        foreach (var node in list.Children)
        {
            complete &= SectionValues.TryText(context, entry.Item(node), out var text);
            found.Add(text ?? "");
        }

        return complete;
    }
}
