using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Hides parts of messages.</summary>
internal static class TranscriptMask
{
    /// <summary>The key in the items of an event that hides the current message and what it is answered.</summary>
    public static readonly object Current = new();

    /// <summary>The key in the items of an event that hides the next message of the connection.</summary>
    public static readonly object Next = new();

    /// <summary>Hides the rest of every line that starts with the prefix.</summary>
    public static string AfterPrefix(string text, string prefix, string mask)
    {
        if (!text.Contains(prefix, StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var start = 0; start < text.Length;)
        {
            var lineEnd = text.AsSpan(start).IndexOfAny('\r', '\n');
            var end = lineEnd < 0 ? text.Length : start + lineEnd;
            var line = text.AsSpan(start, end - start);
            if (line.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                result.Append(line[..prefix.Length]).Append(mask);
            }
            else
            {
                result.Append(line);
            }

            start = Math.Min(end + 1, text.Length);
            result.Append(text, end, start - end);
        }

        return result.ToString();
    }
}
