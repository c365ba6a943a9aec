using System.Globalization;
using System.Text;

namespace RoadRunner.Host.Metrics;

/// <summary>Texts as Go prints them in RoadRunner's messages.</summary>
internal static class GoText
{
    /// <summary>Returns a text in double quotes, as Go's <c>%q</c>: what cannot be printed is escaped.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            Append(quoted, rune);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Returns a list of texts, as Go's <c>%#v</c>.</summary>
    public static string Slice(IEnumerable<string> texts) => $"[]string{{{string.Join(", ", texts.Select(Quote))}}}";

    /// <summary>Returns a number with six decimals, as Go's <c>%f</c>.</summary>
    public static string Fixed(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("F6", CultureInfo.InvariantCulture),
    };

    private static void Append(StringBuilder quoted, Rune rune)
    {
        switch (rune.Value)
        {
            case '"' or '\\':
                quoted.Append('\\').Append(rune);
                break;
            case >= '\a' and <= '\r':
                quoted.Append('\\').Append("abtnvfr"[rune.Value - '\a']);
                break;
            case var _ when IsPrintable(rune):
                quoted.Append(rune);
                break;
            case var value:
                // Go writes \x for bytes of ASCII, \u and \U for the rest.
                quoted.Append(value < 0x80 ? $"\\x{value:x2}" : value <= 0xFFFF ? $"\\u{value:x4}" : $"\\U{value:x8}");
                break;
        }
    }

    // As unicode.IsPrint: letters, marks, numbers, punctuation, symbols, and of the spaces only the usual one.
    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
