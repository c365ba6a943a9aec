using System.Text;

namespace RoadRunner.Samples.Smtp;

/// <summary>A command line, cut into its verb and the rest. Borrows the bytes of the line.</summary>
public readonly ref struct SmtpCommand
{
    private SmtpCommand(SmtpVerb verb, ReadOnlySpan<byte> argument)
    {
        Verb = verb;
        Argument = argument;
    }

    public SmtpVerb Verb { get; }

    /// <summary>Gets what follows the verb, without spaces around it.</summary>
    public ReadOnlySpan<byte> Argument { get; }

    /// <summary>Cuts a line; any bytes are a command, perhaps an unknown one.</summary>
    /// <param name="line">The line without its CR LF.</param>
    public static SmtpCommand Parse(ReadOnlySpan<byte> line)
    {
        var space = line.IndexOf((byte)' ');
        var word = space < 0 ? line : line[..space];

        // Spaces behind a command are to be tolerated, RFC 5321 4.1.1.
        return new SmtpCommand(VerbOf(word), space < 0 ? default : line[space..].Trim((byte)' '));
    }

    private static SmtpVerb VerbOf(ReadOnlySpan<byte> word) => word.Length switch
    {
        4 when Is(word, "MAIL"u8) => SmtpVerb.Mail,
        4 when Is(word, "RCPT"u8) => SmtpVerb.Rcpt,
        4 when Is(word, "DATA"u8) => SmtpVerb.Data,
        4 when Is(word, "EHLO"u8) => SmtpVerb.Ehlo,
        4 when Is(word, "HELO"u8) => SmtpVerb.Helo,
        4 when Is(word, "QUIT"u8) => SmtpVerb.Quit,
        4 when Is(word, "RSET"u8) => SmtpVerb.Rset,
        4 when Is(word, "NOOP"u8) => SmtpVerb.Noop,
        4 when Is(word, "AUTH"u8) => SmtpVerb.Auth,
        4 when Is(word, "VRFY"u8) => SmtpVerb.Vrfy,
        4 when Is(word, "HELP"u8) => SmtpVerb.Help,
        4 when Is(word, "EXPN"u8) || Is(word, "TURN"u8) || Is(word, "SEND"u8) || Is(word, "SAML"u8) || Is(word, "SOML"u8) => SmtpVerb.NotImplemented,
        4 when Is(word, "ETRN"u8) || Is(word, "BDAT"u8) => SmtpVerb.NotImplemented,
        8 when Is(word, "STARTTLS"u8) => SmtpVerb.NotImplemented,
        _ => SmtpVerb.Unknown,
    };

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> verb) => Ascii.EqualsIgnoreCase(word, verb);
}
