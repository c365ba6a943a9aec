namespace RoadRunner.Samples.Smtp;

/// <summary>Where the dialogue stands.</summary>
public enum SmtpState
{
    /// <summary>Neither HELO nor EHLO was said.</summary>
    Connected,

    /// <summary>No mail is under way.</summary>
    Greeted,

    /// <summary>The next line is the user of AUTH LOGIN.</summary>
    AuthUsername,

    /// <summary>The next line is the password of AUTH LOGIN.</summary>
    AuthPassword,

    /// <summary>The next line is the response of AUTH PLAIN.</summary>
    AuthPlain,

    /// <summary>MAIL was accepted.</summary>
    MailGiven,

    /// <summary>At least one RCPT was accepted.</summary>
    RecipientGiven,

    /// <summary>The next message is the body of a mail.</summary>
    Data,
}
