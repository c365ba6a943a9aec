using System.Buffers;
using System.Text;

namespace RoadRunner.Samples.Smtp;

/// <summary>Reads paths, RFC 5321 4.1.2. A source route is read and dropped, as appendix C asks.</summary>
public static class SmtpPath
{
    // atext of RFC 5322 3.2.3, and the dot that joins atoms.
    private static readonly SearchValues<byte> DotString =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~."u8);

    /// <summary>Reads the path at the front of a text.</summary>
    /// <param name="text">Moved behind the path and the spaces after it when there is one.</param>
    /// <param name="mailbox">The mailbox as it was written, without brackets and route; empty for the null path.</param>
    /// <remarks>Whether the null path and <c>postmaster</c> without a domain are allowed is for the command to say; both are read here.</remarks>
    public static SmtpPathError TryRead(ref ReadOnlySpan<byte> text, out string mailbox)
    {
        mailbox = "";
        var end = EndOf(text);
        if (end < 0 || (end < text.Length && text[end] != ' '))
            return SmtpPathError.Syntax;

        if (end > SmtpLimits.Path)
            return SmtpPathError.TooLong;

        var inside = text[1..(end - 1)];
        if (!TrySkipRoute(ref inside) || !IsMailbox(inside))
            return SmtpPathError.Mailbox;

        mailbox = Encoding.ASCII.GetString(inside);
        text = text[end..].TrimStart((byte)' ');
        return SmtpPathError.None;
    }

    /// <summary>Returns what stands behind the at sign; empty for a mailbox without one.</summary>
    public static string DomainOf(string mailbox)
    {
        // A quoted local part may hold an at sign, a domain may not.
        var at = mailbox.LastIndexOf('@');
        return at < 0 ? "" : mailbox[(at + 1)..];
    }

    // The index behind the closing bracket; brackets within quotes are text.
    private static int EndOf(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != '<')
            return -1;

        var quoted = false;
        for (var at = 1; at < text.Length; at++)
        {
            switch (text[at])
            {
                case (byte)'"':
                    quoted = !quoted;
                    break;
                case (byte)'\\' when quoted:
                    at++;
                    break;
                case (byte)'>' when !quoted:
                    return at + 1;
            }
        }

        return -1;
    }

    private static bool TrySkipRoute(ref ReadOnlySpan<byte> inside)
    {
        if (inside.IsEmpty || inside[0] != '@')
            return true;

        // No colon of an IPv6 literal can come first: a route names domains only.
        var colon = inside.IndexOf((byte)':');
        if (colon < 0)
            return false;

        foreach (var range in inside[..colon].Split((byte)','))
        {
            var part = inside[range];
            if (part.IsEmpty || part[0] != '@' || !SmtpDomain.IsDomain(part[1..]))
                return false;
        }

        inside = inside[(colon + 1)..];
        return !inside.IsEmpty;
    }

    private static bool IsMailbox(ReadOnlySpan<byte> mailbox)
    {
        if (mailbox.IsEmpty || Ascii.EqualsIgnoreCase(mailbox, "postmaster"u8))
            return true;

        var local = mailbox[0] == '"' ? QuotedLength(mailbox) : mailbox.IndexOf((byte)'@');
        return local is > 0 and <= SmtpLimits.LocalPart
            && local < mailbox.Length
            && mailbox[local] == '@'
            && (mailbox[0] == '"' || IsDotString(mailbox[..local]))
            && SmtpDomain.IsDomainOrLiteral(mailbox[(local + 1)..]);
    }

    private static bool IsDotString(ReadOnlySpan<byte> local) =>
        local[0] != '.' && local[^1] != '.' && local.IndexOf(".."u8) < 0 && !local.ContainsAnyExcept(DotString);

    // With both quotes; -1 when it does not end or holds what may not stand in it.
    private static int QuotedLength(ReadOnlySpan<byte> text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] == '"')
                return at + 1;

            if (text[at] == '\\' && ++at == text.Length)
                return -1;

            if (text[at] is < 32 or > 126)
                return -1;
        }

        return -1;
    }
}
