namespace RoadRunner.Samples.Smtp;

/// <summary>Who sent a mail to whom, and how it came here.</summary>
/// <param name="Id">A name of its own for this delivery; also stands in the trace header.</param>
/// <param name="ReceivedAt">When its last byte had come.</param>
/// <param name="ReversePath">The sender; empty for the null path.</param>
/// <param name="Recipients">At least one mailbox, as the client wrote it.</param>
public sealed record MailEnvelope(Guid Id, DateTimeOffset ReceivedAt, string ReversePath, IReadOnlyList<string> Recipients)
{
    /// <summary>Gets the name that the client gave itself; nobody has checked it.</summary>
    public string ClientName { get; init; } = "";

    /// <summary>Gets the peer as the server names it: <c>ip:port</c>, or the path of a unix socket.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>Gets the user of AUTH.</summary>
    public string? User { get; init; }

    public bool IsEsmtp { get; init; }

    public bool IsEncrypted { get; init; }

    public bool Is8Bit { get; init; }
}
