using System.Text;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>
/// Replaces <c>$NAME</c>, <c>${NAME}</c> and <c>${NAME:-default}</c>. As in Go RoadRunner an unset variable is empty, a default is
/// taken for an empty one too, a <c>$</c> before anything but a name stays, and <c>$</c> with a shell special (<c>$5</c>, <c>$$</c>)
/// vanishes. Unlike there a default does not disturb other variables of the same text, and what is no reference is an error.
/// </summary>
internal static class VariableExpansion
{
    private const string DefaultMark = ":-";
    private const string ShellSpecials = "*#$@!?-0123456789";

    public static bool TryExpand(string text, Func<string, string?> environment, out string expanded, out string? error)
    {
        var output = new StringBuilder(text.Length);
        error = null;
        var at = 0;
        while (at < text.Length && error is null)
        {
            var next = at + 1 < text.Length ? text[at + 1] : ' ';
            if (text[at] != '$')
            {
                output.Append(text[at++]);
            }
            else if (next == '{')
            {
                at = ExpandBraces(text, at, environment, output, out error);
            }
            else if (ShellSpecials.Contains(next, StringComparison.Ordinal))
            {
                at += 2;
            }
            else
            {
                var end = at + 1;
                while (end < text.Length && IsNameLetter(text[end]))
                {
                    end++;
                }

                output.Append(end == at + 1 ? "$" : environment(text[(at + 1)..end]));
                at = end;
            }
        }

        expanded = output.ToString();
        return error is null;
    }

    private static int ExpandBraces(string text, int at, Func<string, string?> environment, StringBuilder output, out string? error)
    {
        var end = FindClosingBrace(text, at + 2);
        if (end < 0)
        {
            error = $"\"{text[at..]}\" has no closing brace";
            return text.Length;
        }

        var reference = text[(at + 2)..end];
        var mark = reference.IndexOf(DefaultMark, StringComparison.Ordinal);
        var name = mark < 0 ? reference : reference[..mark];
        if (name.Length == 0 || !name.All(IsNameLetterInBraces))
        {
            error = $"\"{text[at..(end + 1)]}\" is no variable; write $NAME, ${{NAME}} or ${{NAME:-default}}";
            return text.Length;
        }

        error = null;
        var value = environment(name);
        if (string.IsNullOrEmpty(value) && mark >= 0)
        {
            _ = TryExpand(reference[(mark + DefaultMark.Length)..], environment, out value, out error);
        }

        output.Append(value);
        return end + 1;
    }

    // A default may hold references of its own, each with its brace.
    private static int FindClosingBrace(string text, int at)
    {
        for (var depth = 1; at < text.Length; at++)
        {
            if (text[at] == '$' && at + 1 < text.Length && text[at + 1] == '{')
            {
                depth++;
            }
            else if (text[at] == '}' && --depth == 0)
            {
                return at;
            }
        }

        return -1;
    }

    private static bool IsNameLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';

    // Windows has names such as ProgramFiles(x86).
    private static bool IsNameLetterInBraces(char letter) => IsNameLetter(letter) || letter is '.' or '(' or ')';
}
