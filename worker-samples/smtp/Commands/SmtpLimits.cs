namespace RoadRunner.Samples.Smtp;

/// <summary>The lengths that the RFCs give, in bytes. Those of lines include the CR LF.</summary>
public static class SmtpLimits
{
    /// <summary>A command line, RFC 5321 4.5.3.1.4.</summary>
    public const int CommandLine = 512;

    /// <summary>MAIL with its parameters: SIZE adds 26 (RFC 1870), BODY 17 (RFC 6152), AUTH 500 (RFC 4954).</summary>
    public const int MailLine = CommandLine + 26 + 17 + 500;

    /// <summary>AUTH and the answers to its challenges, RFC 4954 section 4. No line may be longer.</summary>
    public const int AuthLine = 12_288;

    /// <summary>A reply line, RFC 5321 4.5.3.1.5.</summary>
    public const int ReplyLine = 512;

    /// <summary>A path with its brackets and route, RFC 5321 4.5.3.1.3.</summary>
    public const int Path = 256;

    /// <summary>What stands before the at sign, RFC 5321 4.5.3.1.1.</summary>
    public const int LocalPart = 64;

    /// <summary>A domain, RFC 5321 4.5.3.1.2.</summary>
    public const int Domain = 255;

    /// <summary>One part of a domain, RFC 1035 2.3.4.</summary>
    public const int Label = 63;

    /// <summary>User and password, RFC 4616 section 2.</summary>
    public const int Credential = 255;

    /// <summary>The longest line of a verb.</summary>
    public static int LineOf(SmtpVerb verb) => verb switch
    {
        SmtpVerb.Mail => MailLine,
        SmtpVerb.Auth => AuthLine,
        _ => CommandLine,
    };
}
