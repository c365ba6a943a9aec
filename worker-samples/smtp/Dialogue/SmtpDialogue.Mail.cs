using System.Text;

namespace RoadRunner.Samples.Smtp;

// The commands of a mail in their order, RFC 5321 4.1.4.
public sealed partial class SmtpDialogue
{
    private SmtpReply Mail(SmtpSession session, ReadOnlySpan<byte> argument)
    {
        if (session.State == SmtpState.Connected)
            return SmtpReplies.GreetFirst;

        if (session.State != SmtpState.Greeted)
            return SmtpReplies.MailUnderWay;

        if (_options.RequireAuth && session.User is null)
            return SmtpReplies.AuthRequired;

        if (!TryTakePrefix(ref argument, "FROM:"u8))
            return SmtpReplies.BadMail;

        var error = SmtpPath.TryRead(ref argument, out var path);
        if (error != SmtpPathError.None)
            return Refusal(error, SmtpReplies.BadMail);

        // Only a recipient may be postmaster without a domain.
        if (path.Length > 0 && SmtpPath.DomainOf(path).Length == 0)
            return SmtpReplies.BadMailbox;

        var parameterError = MailParameters.TryRead(argument, OffersAuth, out var parameters);
        if (parameterError == ParameterError.Syntax)
            return SmtpReplies.BadParameter;

        // After HELO nothing was offered.
        if (parameterError == ParameterError.Unknown || (!session.IsEsmtp && !argument.IsEmpty))
            return SmtpReplies.UnknownParameter;

        if (parameters.Size > _options.MaxMessageBytes)
            return SmtpReplies.TooLarge;

        session.ReversePath = path;
        session.DeclaredBytes = parameters.Size;
        session.Is8Bit = parameters.Is8Bit ?? false;
        session.State = SmtpState.MailGiven;
        return SmtpReplies.Ok;
    }

    private SmtpReply Rcpt(SmtpSession session, ReadOnlySpan<byte> argument)
    {
        if (session.State is not (SmtpState.MailGiven or SmtpState.RecipientGiven))
            return session.State == SmtpState.Connected ? SmtpReplies.GreetFirst : SmtpReplies.MailFirst;

        if (!TryTakePrefix(ref argument, "TO:"u8))
            return SmtpReplies.BadRcpt;

        var error = SmtpPath.TryRead(ref argument, out var path);
        if (error != SmtpPathError.None || path.Length == 0)
            return Refusal(error, SmtpReplies.BadRcpt);

        if (!argument.IsEmpty)
            return SmtpReplies.UnknownParameter;

        if (!IsOurs(SmtpPath.DomainOf(path)))
            return SmtpReplies.NotOurDomain;

        if (session.Recipients.Count >= _options.MaxRecipients)
            return SmtpReplies.TooManyRecipients;

        session.Recipients.Add(path);
        session.State = SmtpState.RecipientGiven;
        return SmtpReplies.Ok;
    }

    private static SmtpReply Data(SmtpSession session, ReadOnlySpan<byte> argument)
    {
        if (session.State != SmtpState.RecipientGiven)
        {
            return session.State switch
            {
                SmtpState.Connected => SmtpReplies.GreetFirst,
                SmtpState.Greeted => SmtpReplies.MailFirst,
                _ => SmtpReplies.RcptFirst,
            };
        }

        if (!argument.IsEmpty)
            return SmtpReplies.NoArgument;

        session.State = SmtpState.Data;
        return SmtpReplies.StartData;
    }

    private bool IsOurs(string domain) =>
        _options.Domains.Count == 0 || domain.Length == 0 || _options.Domains.Contains(domain, StringComparer.OrdinalIgnoreCase);

    // Spaces behind the colon are wrong, but some clients send them.
    private static bool TryTakePrefix(ref ReadOnlySpan<byte> argument, ReadOnlySpan<byte> prefix)
    {
        if (argument.Length < prefix.Length || !Ascii.EqualsIgnoreCase(argument[..prefix.Length], prefix))
            return false;

        argument = argument[prefix.Length..].TrimStart((byte)' ');
        return true;
    }

    private static SmtpReply Refusal(SmtpPathError error, SmtpReply syntax) => error switch
    {
        SmtpPathError.Mailbox => SmtpReplies.BadMailbox,
        SmtpPathError.TooLong => SmtpReplies.PathTooLong,
        _ => syntax,
    };
}
