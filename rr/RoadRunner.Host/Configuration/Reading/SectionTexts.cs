using System.Text;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Texts that are sent to clients as they stand.</summary>
internal static class SectionTexts
{
    /// <summary>Returns a text that is short enough to be sent with one write, or null when the key is missing, empty or wrong.</summary>
    public static string? Line(this ConfigurationSection section, string key)
    {
        if (section.Text(key) is not { } text)
        {
            return null;
        }

        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > ConfigurationDefaults.MaxTextBytes)
        {
            section.Error(key, $"the text has {bytes} bytes; it must not have more than {ConfigurationDefaults.MaxTextBytes}");
            return null;
        }

        section.WarnOfBackslashes(key, text);
        return text;
    }

    /// <summary>Warns of a line end that is none: outside double quotes YAML takes <c>\r</c> for two characters.</summary>
    public static void WarnOfBackslashes(this ConfigurationSection section, string key, string text)
    {
        if (text.Contains(@"\r", StringComparison.Ordinal) || text.Contains(@"\n", StringComparison.Ordinal))
        {
            section.Context.Warn(
                section.PathOf(key), section.PlaceOf(key), $"has a backslash and a letter in it, not a line end; write it in double quotes: \"{text}\"");
        }
    }
}
