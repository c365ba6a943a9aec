using System.Globalization;
using System.Text;

namespace RoadRunner.Host;

/// <summary>Texts in JSON with the escapes of the Go server.</summary>
internal static class GoJsonText
{
    /// <summary>Returns a text as a JSON string, quotes included.</summary>
    public static string Quote(string text)
    {
        var json = new StringBuilder(text.Length + 2);
        Append(json, text);
        return json.ToString();
    }

    /// <summary>Appends a text as a JSON string, quotes included.</summary>
    public static void Append(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var character in text)
        {
            switch (character)
            {
                case '"' or '\\':
                    json.Append('\\').Append(character);
                    break;
                case '\n':
                    json.Append("\\n");
                    break;
                case '\r':
                    json.Append("\\r");
                    break;
                case '\t':
                    json.Append("\\t");
                    break;
                case '<' or '>' or '&' or '\u2028' or '\u2029' or < ' ':
                    json.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
                    break;
                default:
                    json.Append(character);
                    break;
            }
        }

        json.Append('"');
    }
}
