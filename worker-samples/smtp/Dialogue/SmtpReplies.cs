namespace RoadRunner.Samples.Smtp;

/// <summary>The replies that are the same for everybody.</summary>
internal static class SmtpReplies
{
    public static readonly SmtpReply Ok = SmtpReply.Line(250, "OK");
    public static readonly SmtpReply Help = SmtpReply.Lines(214, "HELO EHLO MAIL RCPT DATA RSET", "NOOP VRFY HELP QUIT AUTH");
    public static readonly SmtpReply AuthOk = SmtpReply.Line(235, "Authentication succeeded");
    public static readonly SmtpReply CannotVerify = SmtpReply.Line(252, "Cannot verify, but will take the mail");
    public static readonly SmtpReply AskUser = SmtpReply.Line(334, "VXNlcm5hbWU6");
    public static readonly SmtpReply AskPassword = SmtpReply.Line(334, "UGFzc3dvcmQ6");
    public static readonly SmtpReply AskPlain = SmtpReply.Line(334, "");
    public static readonly SmtpReply StartData = SmtpReply.Line(354, "End data with <CR><LF>.<CR><LF>", SmtpNext.StartData);

    public static readonly SmtpReply NotStored = SmtpReply.Line(451, "The mail could not be stored, try again later");
    public static readonly SmtpReply TooManyRecipients = SmtpReply.Line(452, "Too many recipients");
    public static readonly SmtpReply AuthFailedForNow = SmtpReply.Line(454, "Temporary authentication failure");

    public static readonly SmtpReply Unknown = SmtpReply.Line(500, "Command not recognized");
    public static readonly SmtpReply LineTooLong = SmtpReply.Line(500, "Line too long");
    public static readonly SmtpReply NoArgument = SmtpReply.Line(501, "This command takes no argument");
    public static readonly SmtpReply BadArgument = SmtpReply.Line(501, "Only printable ASCII characters are allowed");
    public static readonly SmtpReply BadClientName = SmtpReply.Line(501, "Say the name of a host or an address literal");
    public static readonly SmtpReply BadMail = SmtpReply.Line(501, "Syntax: MAIL FROM:<address>");
    public static readonly SmtpReply BadRcpt = SmtpReply.Line(501, "Syntax: RCPT TO:<address>");
    public static readonly SmtpReply BadVrfy = SmtpReply.Line(501, "Syntax: VRFY address");
    public static readonly SmtpReply BadAuth = SmtpReply.Line(501, "Syntax: AUTH mechanism [initial-response]");
    public static readonly SmtpReply PathTooLong = SmtpReply.Line(501, "Path too long");
    public static readonly SmtpReply BadParameter = SmtpReply.Line(501, "Syntax error in a parameter");
    public static readonly SmtpReply BadResponse = SmtpReply.Line(501, "The response is no valid base64 text");
    public static readonly SmtpReply AuthCancelled = SmtpReply.Line(501, "Authentication cancelled");
    public static readonly SmtpReply NotImplemented = SmtpReply.Line(502, "Command not implemented");
    public static readonly SmtpReply GreetFirst = SmtpReply.Line(503, "Say HELO or EHLO first");
    public static readonly SmtpReply EhloFirst = SmtpReply.Line(503, "Say EHLO first");
    public static readonly SmtpReply MailFirst = SmtpReply.Line(503, "Say MAIL first");
    public static readonly SmtpReply RcptFirst = SmtpReply.Line(503, "Say RCPT first");
    public static readonly SmtpReply MailUnderWay = SmtpReply.Line(503, "A mail is under way");
    public static readonly SmtpReply AlreadyAuthenticated = SmtpReply.Line(503, "Already authenticated");
    public static readonly SmtpReply UnknownMechanism = SmtpReply.Line(504, "Mechanism not supported");
    public static readonly SmtpReply AuthRequired = SmtpReply.Line(530, "Authentication required");
    public static readonly SmtpReply AuthFailed = SmtpReply.Line(535, "Authentication credentials invalid");
    public static readonly SmtpReply EncryptionRequired = SmtpReply.Line(538, "Encryption required for this mechanism");
    public static readonly SmtpReply NotOurDomain = SmtpReply.Line(550, "No mailboxes of this domain here");
    public static readonly SmtpReply TooLarge = SmtpReply.Line(552, "The mail is larger than allowed");
    public static readonly SmtpReply BadMailbox = SmtpReply.Line(553, "Mailbox name not allowed");
    public static readonly SmtpReply UnknownParameter = SmtpReply.Line(555, "Parameter not recognized");
}
