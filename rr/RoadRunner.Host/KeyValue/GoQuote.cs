using System.Globalization;
using System.Text;

namespace RoadRunner.Host.KeyValue;

/// <summary>Quotes a text as the errors of Go's package <c>time</c> do: what is not printable ASCII becomes <c>\xNN</c>, byte by byte.</summary>
internal static class GoQuote
{
    public static string Quote(ReadOnlySpan<byte> text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var letter in text)
        {
            if (letter is < 0x20 or >= 0x80)
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\x{letter:x2}");
            }
            else
            {
                quoted.Append(letter is (byte)'"' or (byte)'\\' ? "\\" : "").Append((char)letter);
            }
        }

        return quoted.Append('"').ToString();
    }
}
