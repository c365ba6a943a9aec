namespace RoadRunner.Samples.Smtp;

/// <summary>All that is known of a connection; kept between its lines, which may be served by different workers.</summary>
/// <remarks>Not safe for several threads; the lines of a connection come one after the other.</remarks>
public sealed class SmtpSession
{
    public SmtpState State { get; set; }

    /// <summary>Gets or sets the name that the client gave with HELO or EHLO.</summary>
    public string? ClientName { get; set; }

    /// <summary>Gets or sets a value indicating whether the client said EHLO.</summary>
    public bool IsEsmtp { get; set; }

    /// <summary>Gets or sets a value indicating whether the connection is encrypted; the service knows, the dialogue only reads it.</summary>
    public bool IsEncrypted { get; set; }

    /// <summary>Gets or sets the user who has proved who he is.</summary>
    public string? User { get; set; }

    /// <summary>Gets or sets the user of an AUTH LOGIN that waits for the password.</summary>
    public string? PendingUser { get; set; }

    /// <summary>Gets or sets the sender of the mail under way: empty for the null path, null when there is no mail.</summary>
    public string? ReversePath { get; set; }

    public List<string> Recipients { get; set; } = [];

    /// <summary>Gets or sets the size that MAIL declared, in bytes.</summary>
    public long? DeclaredBytes { get; set; }

    /// <summary>Gets or sets a value indicating whether MAIL declared BODY=8BITMIME.</summary>
    public bool Is8Bit { get; set; }

    /// <summary>Gets or sets how many mails were accepted on this connection.</summary>
    public int Mails { get; set; }

    /// <summary>Gets or sets how many commands were refused for good on this connection.</summary>
    public int Errors { get; set; }

    /// <summary>Forgets the mail under way, not who the client is.</summary>
    public void Reset()
    {
        State = ClientName is null ? SmtpState.Connected : SmtpState.Greeted;
        PendingUser = null;
        ReversePath = null;
        Recipients.Clear();
        DeclaredBytes = null;
        Is8Bit = false;
    }
}
