using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>
/// Typed values of a section. All are lenient in one way: a quoted number is a number, and an empty text (as an unset variable
/// leaves it) is a missing key. What cannot be read is reported and replaced by the default, so that reading goes on.
/// </summary>
internal static class SectionValues
{
    /// <summary>Reads a text; false after an error, null when the key is missing or empty.</summary>
    public static bool TryText(this ConfigurationSection section, string key, out string? text)
    {
        text = null;
        return section.Find(key) is not { } entry || TryText(section.Context, entry, out text);
    }

    /// <summary>Returns a text, or null when the key is missing, empty or wrong.</summary>
    public static string? Text(this ConfigurationSection section, string key) => section.TryText(key, out var text) ? text : null;

    /// <summary>Returns a text that no message may show, or null when the key is missing, empty or wrong.</summary>
    public static string? Secret(this ConfigurationSection section, string key) =>
        section.Find(key) is { } entry && TryText(section.Context, entry, out var text, secret: true) ? text : null;

    /// <summary>Returns an integer in a range that includes its ends.</summary>
    public static int Integer(this ConfigurationSection section, string key, int fallback, int least, int most)
    {
        if (section.Text(key) is not { } text)
        {
            return fallback;
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            section.Error(key, $"\"{text}\" is not an integer");
            return fallback;
        }

        if (value < least || value > most)
        {
            section.Error(key, $"{value} is out of range; it must be {least} to {most}");
            return fallback;
        }

        return (int)value;
    }

    /// <summary>Returns a duration.</summary>
    public static TimeSpan Duration(this ConfigurationSection section, string key, TimeSpan fallback, bool zeroIsDefault = true)
    {
        if (section.Text(key) is not { } text)
        {
            return fallback;
        }

        if (!DurationText.TryParse(text, out var value, out var error))
        {
            section.Error(key, error!);
            return fallback;
        }

        return value == TimeSpan.Zero && zeroIsDefault ? fallback : value;
    }

    /// <summary>Returns a size in bytes, in a range that includes its ends.</summary>
    public static int Size(this ConfigurationSection section, string key, int fallback, int most, int least = 1)
    {
        if (section.Text(key) is not { } text)
        {
            return fallback;
        }

        if (!SizeText.TryParse(text, out var bytes))
        {
            section.Error(key, $"\"{text}\" is not a size; write bytes as a number, or for example \"64MiB\", \"512KiB\" or \"10MB\"");
            return fallback;
        }

        if (bytes < least || bytes > most)
        {
            section.Error(key, $"\"{text}\" is out of range; it must be {least} to {most} bytes");
            return fallback;
        }

        return (int)bytes;
    }

    /// <summary>Returns one of some words, in whatever case they are written; null when the key is missing or wrong.</summary>
    public static T? Choice<T>(this ConfigurationSection section, string key, params ReadOnlySpan<(string Word, T Value)> choices)
        where T : struct
    {
        if (section.Text(key) is not { } text)
        {
            return null;
        }

        var words = new List<string>();
        foreach (var (word, value) in choices)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }

            words.Add(word);
        }

        section.Error(key, $"\"{text}\" is not one of {string.Join(", ", words)}");
        return null;
    }

    /// <summary>Returns whether something is wanted.</summary>
    public static bool Flag(this ConfigurationSection section, string key) =>
        section.Choice<bool>(key, ("true", true), ("false", false), ("1", true), ("0", false)) ?? false;

    /// <summary>Reports an error about the value of a key.</summary>
    public static void Error(this ConfigurationSection section, string key, string message)
    {
        var path = section.PathOf(key);
        section.Context.Error(path, section.PlaceOf(key), $"{path}: {message}");
    }

    /// <summary>Reads the text of an entry; false after an error, null when it is empty.</summary>
    public static bool TryText(ReadingContext context, ConfigurationEntry entry, out string? text, bool secret = false)
    {
        text = null;
        if (entry.Node is not YamlScalarNode { Value: { } value })
        {
            context.Error(entry.Path, entry.Place, $"{entry.Path}: expected a text, found {entry.Kind}");
            return false;
        }

        if (context.Expand(entry.Path, entry.Place, value, secret) is not { } expanded)
        {
            return false;
        }

        text = expanded.Length == 0 ? null : expanded;
        return true;
    }
}
