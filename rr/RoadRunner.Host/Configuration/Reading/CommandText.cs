using System.Text;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>
/// Splits a command into program and arguments: at white space, several in a row counting as one, but not inside <c>"…"</c> or
/// <c>'…'</c>. A backslash is a letter like any other, since it divides paths on Windows.
/// </summary>
internal static class CommandText
{
    public static bool TrySplit(string text, out IReadOnlyList<string> words, out string? error)
    {
        var found = new List<string>();
        StringBuilder? word = null;
        var quote = '\0';
        foreach (var letter in text)
        {
            if (quote != '\0')
            {
                if (letter == quote)
                {
                    quote = '\0';
                }
                else
                {
                    word!.Append(letter);
                }
            }
            else if (char.IsWhiteSpace(letter))
            {
                Flush();
            }
            else
            {
                word ??= new StringBuilder();
                if (letter is '"' or '\'')
                {
                    quote = letter;
                }
                else
                {
                    word.Append(letter);
                }
            }
        }

        Flush();
        words = found.AsReadOnly();
        error = quote == '\0' ? null : $"the quote {quote} is not closed in: {text}";
        return error is null;

        void Flush()
        {
            if (word is not null)
            {
                found.Add(word.ToString());
                word = null;
            }
        }
    }
}
