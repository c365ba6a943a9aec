using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Writes bytes as one line of a log: masked, escaped, cut.</summary>
internal sealed class TranscriptText(IReadOnlyList<Func<string, string>> masks, int maxChars)
{
    // What masks see; more than what is logged of it, so that a secret that is cut in two stands behind the end of the line.
    private const int MostBytes = 64 * 1024;

    public string Of(ReadOnlySequence<byte> bytes)
    {
        var shown = (int)Math.Min(bytes.Length, MostBytes);
        var first = bytes.Slice(0, shown).ToArray();
        var valid = first.AsSpan();
        if (shown < bytes.Length)
        {
            valid = valid[..^CutBytes(valid)];
        }

        var isText = Utf8.IsValid(valid);
        if (!isText && masks.Count == 0)
        {
            return Hex(first, bytes.Length);
        }

        var text = Encoding.UTF8.GetString(valid);
        string masked;
        try
        {
            masked = masks.Aggregate(text, static (current, mask) => mask(current));
        }
        catch (Exception exception)
        {
            // Rather nothing than what was to be hidden.
            return $"({bytes.Length} bytes; a mask failed: {exception.GetType().Name})";
        }

        return !isText && masked == text ? Hex(first, bytes.Length) : Escape(masked, isCut: shown < bytes.Length);
    }

    /// <summary>Counts the bytes at the end that are the beginning of a character.</summary>
    private static int CutBytes(ReadOnlySpan<byte> bytes)
    {
        for (var count = 1; count <= Math.Min(3, bytes.Length); count++)
        {
            if ((bytes[^count] & 0xC0) == 0xC0)
            {
                return count;
            }
        }

        return 0;
    }

    private static void Append(StringBuilder line, char character)
    {
        switch (character)
        {
            case '\r':
                line.Append("\\r");
                break;
            case '\n':
                line.Append("\\n");
                break;
            case '\t':
                line.Append("\\t");
                break;
            case '\\':
                line.Append("\\\\");
                break;
            default:
                // Format characters turn the direction of a line around, or hide parts of it.
                if (char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                {
                    line.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
                }
                else
                {
                    line.Append(character);
                }

                break;
        }
    }

    private string Escape(string text, bool isCut)
    {
        var line = new StringBuilder(Math.Min(text.Length, maxChars) + 8);
        for (var index = 0; index < text.Length; index++)
        {
            var before = line.Length;
            Append(line, text[index]);
            if (line.Length > maxChars)
            {
                line.Length = before > 0 && char.IsHighSurrogate(line[before - 1]) ? before - 1 : before;
                isCut = true;
                break;
            }
        }

        return isCut ? line.Append('…').ToString() : line.ToString();
    }

    private string Hex(ReadOnlySpan<byte> bytes, long length)
    {
        var shown = bytes[..Math.Min(bytes.Length, Math.Max(1, maxChars / 2))];
        return $"({length} bytes) {Convert.ToHexStringLower(shown)}{(shown.Length < length ? "…" : "")}";
    }
}
