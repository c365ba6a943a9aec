using System.Text;

namespace RoadRunner.Samples.Smtp;

/// <summary>Makes lines of clients fit for a log: no credentials, no control characters.</summary>
public static class SmtpMask
{
    private const string Hidden = "***";

    /// <summary>Returns what may be logged of a line.</summary>
    /// <param name="state">The state in which the line came, before it was taken.</param>
    /// <param name="line">The line without its CR LF.</param>
    public static string Line(SmtpState state, ReadOnlySpan<byte> line)
    {
        if (state is SmtpState.AuthUsername or SmtpState.AuthPassword or SmtpState.AuthPlain)
            return Hidden;

        // Also what is no proper command, such as a tab behind AUTH: the credentials in it are real.
        var start = Skip(line, 0, blanks: true);
        var verb = start + "AUTH".Length;
        if (line.Length <= verb || !Ascii.EqualsIgnoreCase(line[start..verb], "AUTH"u8))
            return Printable(line);

        var mechanism = Skip(line, verb, blanks: true);
        var blank = Skip(line, mechanism, blanks: false);
        var response = Skip(line, blank, blanks: true);
        if (mechanism > verb && IsMechanism(line[mechanism..blank]))
            return response == line.Length ? Printable(line) : $"{Printable(line[..response])}{Hidden}";

        return mechanism == line.Length ? Printable(line) : $"{Printable(line[..mechanism])}{Hidden}";
    }

    private static bool IsMechanism(ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(word, "PLAIN"u8) || Ascii.EqualsIgnoreCase(word, "LOGIN"u8);

    private static int Skip(ReadOnlySpan<byte> line, int at, bool blanks)
    {
        while (at < line.Length && (line[at] is <= 32 or 127) == blanks)
        {
            at++;
        }

        return at;
    }

    private static string Printable(ReadOnlySpan<byte> line)
    {
        var text = new StringBuilder(line.Length);
        foreach (var character in line)
        {
            _ = character is >= 32 and <= 126 ? text.Append((char)character) : text.Append($"\\x{character:X2}");
        }

        return text.ToString();
    }
}
