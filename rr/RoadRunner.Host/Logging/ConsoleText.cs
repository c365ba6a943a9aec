using System.Buffers;
using System.Globalization;
using System.Text;

namespace RoadRunner.Host.Logging;

/// <summary>Texts of records on the console. What clients and workers have put into them must neither look like another record nor control a terminal.</summary>
internal static class ConsoleText
{
    private const string NextLine = "\n    ";

    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue).Select(static code => (char)code).Where(static letter => (char.IsControl(letter) && letter != '\t') || letter is '\u2028' or '\u2029')]);

    /// <summary>Returns a text whose lines are indented from the second one on, and whose control characters are written as <c>\x1b</c>; tabs stay.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAny(Special))
        {
            return text;
        }

        var tame = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings("\n"))
        {
            _ = letter == '\n' ? tame.Append(NextLine)
                : Special.Contains(letter) ? tame.Append(CultureInfo.InvariantCulture, $"\\x{(int)letter:x2}")
                : tame.Append(letter);
        }

        return tame.ToString();
    }
}
