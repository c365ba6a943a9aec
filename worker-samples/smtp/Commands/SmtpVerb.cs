namespace RoadRunner.Samples.Smtp;

/// <summary>The first word of a command line.</summary>
public enum SmtpVerb
{
    /// <summary>No word of SMTP.</summary>
    Unknown,

    /// <summary>A word of SMTP or of an extension that this server does not serve.</summary>
    NotImplemented,
    Helo,
    Ehlo,
    Mail,
    Rcpt,
    Data,
    Rset,
    Noop,
    Vrfy,
    Help,
    Quit,
    Auth,
}
