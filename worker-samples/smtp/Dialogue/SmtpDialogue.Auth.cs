using System.Text;

namespace RoadRunner.Samples.Smtp;

// RFC 4954.
public sealed partial class SmtpDialogue
{
    /// <summary>Answers an AUTH whose credentials were checked.</summary>
    /// <param name="session">The session; changed.</param>
    /// <param name="credentials">The checked ones.</param>
    /// <param name="accepted">Whether they are right; null when nobody can say now.</param>
    public SmtpReply EndOfAuth(SmtpSession session, SmtpCredentials credentials, bool? accepted)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(credentials);
        if (accepted is null)
            return SmtpReplies.AuthFailedForNow;

        if (!accepted.Value)
            return Counted(session, SmtpReplies.AuthFailed);

        session.User = credentials.User;
        return SmtpReplies.AuthOk;
    }

    private SmtpReply Auth(SmtpSession session, ReadOnlySpan<byte> argument)
    {
        if (!OffersAuth)
            return SmtpReplies.NotImplemented;

        if (session.State == SmtpState.Connected || !session.IsEsmtp)
            return SmtpReplies.EhloFirst;

        if (session.State != SmtpState.Greeted)
            return SmtpReplies.MailUnderWay;

        if (session.User is not null)
            return SmtpReplies.AlreadyAuthenticated;

        var space = argument.IndexOf((byte)' ');
        var mechanism = space < 0 ? argument : argument[..space];
        var response = space < 0 ? default : argument[space..].TrimStart((byte)' ');
        if (mechanism.IsEmpty || response.Contains((byte)' '))
            return SmtpReplies.BadAuth;

        var isPlain = Ascii.EqualsIgnoreCase(mechanism, "PLAIN"u8);
        if (!isPlain && !Ascii.EqualsIgnoreCase(mechanism, "LOGIN"u8))
            return SmtpReplies.UnknownMechanism;

        if (_options.AuthNeedsEncryption && !session.IsEncrypted)
            return SmtpReplies.EncryptionRequired;

        if (response.IsEmpty)
        {
            session.State = isPlain ? SmtpState.AuthPlain : SmtpState.AuthUsername;
            return isPlain ? SmtpReplies.AskPlain : SmtpReplies.AskUser;
        }

        // A response of no bytes cannot be left out here, it is written as =.
        var given = response.SequenceEqual("="u8) ? default : response;
        return isPlain ? PlainResponse(given) : UserResponse(session, given);
    }

    private static SmtpReply AuthResponse(SmtpSession session, ReadOnlySpan<byte> line)
    {
        var state = session.State;
        var user = session.PendingUser;
        session.State = SmtpState.Greeted;
        session.PendingUser = null;
        if (line.Length + "\r\n".Length > SmtpLimits.AuthLine)
            return SmtpReplies.LineTooLong;

        if (line.SequenceEqual("*"u8))
            return SmtpReplies.AuthCancelled;

        return state switch
        {
            SmtpState.AuthPlain => PlainResponse(line),
            SmtpState.AuthUsername => UserResponse(session, line),
            _ => PasswordResponse(user, line),
        };
    }

    private static SmtpReply PlainResponse(ReadOnlySpan<byte> base64)
    {
        if (SaslText.ReadPlain(base64) is not (var actAs, var credentials))
            return SmtpReplies.BadResponse;

        // Nobody may act as another here.
        return actAs.Length == 0 || actAs == credentials.User
            ? new SmtpReply(default, SmtpNext.CheckCredentials, credentials)
            : SmtpReplies.AuthFailed;
    }

    private static SmtpReply UserResponse(SmtpSession session, ReadOnlySpan<byte> base64)
    {
        var user = SaslText.Read(base64);
        if (user is null || !SaslText.IsCredential(user))
            return SmtpReplies.BadResponse;

        session.PendingUser = user;
        session.State = SmtpState.AuthPassword;
        return SmtpReplies.AskPassword;
    }

    private static SmtpReply PasswordResponse(string? user, ReadOnlySpan<byte> base64)
    {
        var password = SaslText.Read(base64);
        return user is null || password is null || !SaslText.IsCredential(password)
            ? SmtpReplies.BadResponse
            : new SmtpReply(default, SmtpNext.CheckCredentials, new SmtpCredentials(user, password));
    }
}
