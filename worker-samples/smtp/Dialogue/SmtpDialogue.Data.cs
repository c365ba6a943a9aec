using System.Buffers;

namespace RoadRunner.Samples.Smtp;

// From the body of a mail to the answer that takes it over.
public sealed partial class SmtpDialogue
{
    /// <summary>Takes a body.</summary>
    /// <param name="session">The session; the mail is over for it, whatever is answered.</param>
    /// <param name="body">
    /// What came between the line DATA and the line with a single dot, dots still stuffed; the CR LF in front of that line ends the
    /// last line of the mail and belongs to it. Borrowed by the mail that is returned.
    /// </param>
    /// <param name="remoteAddress">The peer as <c>ip:port</c> for the trace header; left out there when it is no such text.</param>
    /// <param name="refusal">What to answer when there is no mail.</param>
    /// <returns>
    /// The mail, to be stored and answered with <see cref="Stored"/> or <see cref="NotStored"/>; null when the body is too large or was not asked for.
    /// </returns>
    public SmtpMail? EndOfData(SmtpSession session, in ReadOnlySequence<byte> body, string? remoteAddress, out SmtpReply refusal)
    {
        ArgumentNullException.ThrowIfNull(session);
        refusal = default;
        if (session.State != SmtpState.Data)
        {
            refusal = _notInData;
            return null;
        }

        var bytes = DotUnstuffer.Measure(body);
        if (bytes > _options.MaxMessageBytes)
        {
            refusal = Oversized(session);
            return null;
        }

        var envelope = new MailEnvelope(Guid.NewGuid(), _time.GetUtcNow(), session.ReversePath ?? "", [.. session.Recipients])
        {
            ClientName = session.ClientName ?? "",
            RemoteAddress = remoteAddress,
            User = session.User,
            IsEsmtp = session.IsEsmtp,
            IsEncrypted = session.IsEncrypted,
            Is8Bit = session.Is8Bit,
        };
        session.Reset();
        var trace = _options.AddTrace ? TraceHeader.Write(envelope, _options.HostName) : default;
        return new SmtpMail(envelope, new MailContent(trace, body, bytes));
    }

    /// <summary>Answers a mail that is in the store: from here on it is ours.</summary>
    public static SmtpReply Stored(SmtpSession session, MailEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(envelope);
        session.Mails++;
        return SmtpReply.Line(250, $"OK {envelope.Id:N}");
    }

    /// <summary>Gets the answer to a mail that could not be stored: the client keeps it and may try again.</summary>
    public static SmtpReply NotStored => SmtpReplies.NotStored;
}
