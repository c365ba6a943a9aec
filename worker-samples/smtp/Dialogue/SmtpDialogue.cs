using System.Text;

namespace RoadRunner.Samples.Smtp;

/// <summary>The server's half of SMTP, RFC 5321, with PIPELINING, SIZE, 8BITMIME and AUTH: takes a line and the session, changes the session, returns the reply.</summary>
/// <remarks>Does no I/O and keeps nothing: one instance serves all connections and threads.</remarks>
public sealed partial class SmtpDialogue
{
    private readonly SmtpOptions _options;
    private readonly TimeProvider _time;
    private readonly SmtpReply _hello;
    private readonly SmtpReply _bye;
    private readonly SmtpReply _tooManyErrors;
    private readonly SmtpReply _notInData;

    /// <summary>Creates it.</summary>
    /// <param name="options">Valid options, not to be changed any more.</param>
    /// <param name="time">Dates the mails.</param>
    /// <param name="offersAuth">Whether somebody can check credentials.</param>
    /// <exception cref="ArgumentException">AUTH is required, but nobody can check credentials.</exception>
    public SmtpDialogue(SmtpOptions options, TimeProvider time, bool offersAuth)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.RequireAuth && !offersAuth)
            throw new ArgumentException($"{SmtpOptions.Section}:{nameof(SmtpOptions.RequireAuth)} is set, but no user can be checked: set {SmtpOptions.Section}:{nameof(SmtpOptions.User)} and {SmtpOptions.Section}:{nameof(SmtpOptions.Password)}.", nameof(options));

        _options = options;
        _time = time;
        OffersAuth = offersAuth;
        Unavailable = SmtpReply.Line(421, $"{options.HostName} Service not available, closing the connection", SmtpNext.Close);
        Greeting = SmtpReply.Line(220, $"{options.HostName} ESMTP");
        _hello = SmtpReply.Line(250, options.HostName);
        _bye = SmtpReply.Line(221, $"{options.HostName} Bye", SmtpNext.Close);
        _tooManyErrors = SmtpReply.Line(421, $"{options.HostName} Too many errors, closing the connection", SmtpNext.Close);
        _notInData = SmtpReply.Line(421, $"{options.HostName} Out of step, closing the connection", SmtpNext.Close);
    }

    /// <summary>Gets what a new connection is told.</summary>
    public SmtpReply Greeting { get; }

    /// <summary>Gets what a client is told that cannot be served now: the server stops, or has lost what it knew of the connection.</summary>
    public SmtpReply Unavailable { get; }

    /// <summary>Gets a value indicating whether somebody can check credentials.</summary>
    public bool OffersAuth { get; }

    /// <summary>Takes a line.</summary>
    /// <param name="session">The session; changed.</param>
    /// <param name="line">The line without its CR LF; any bytes.</param>
    public SmtpReply Line(SmtpSession session, ReadOnlySpan<byte> line)
    {
        ArgumentNullException.ThrowIfNull(session);
        var reply = session.State switch
        {
            // Bytes of a body are never taken for commands, not even when the service lost track of its framing.
            SmtpState.Data => _notInData,
            SmtpState.AuthUsername or SmtpState.AuthPassword or SmtpState.AuthPlain => AuthResponse(session, line),
            _ => Command(session, line),
        };
        return Counted(session, reply);
    }

    /// <summary>Takes note that the framing dropped a message that was larger than it may be: a body, or a line.</summary>
    public SmtpReply Oversized(SmtpSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (session.State == SmtpState.Data)
        {
            session.Reset();
            return SmtpReplies.TooLarge;
        }

        if (session.State is SmtpState.AuthUsername or SmtpState.AuthPassword or SmtpState.AuthPlain)
            session.Reset();

        return Counted(session, SmtpReplies.LineTooLong);
    }

    private SmtpReply Command(SmtpSession session, ReadOnlySpan<byte> line)
    {
        var command = SmtpCommand.Parse(line);
        if (line.Length + "\r\n".Length > SmtpLimits.LineOf(command.Verb))
            return SmtpReplies.LineTooLong;

        if (command.Verb == SmtpVerb.Unknown)
            return SmtpReplies.Unknown;

        if (command.Argument.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
            return NotPrintable(command);

        return command.Verb switch
        {
            SmtpVerb.Ehlo => Hello(session, command.Argument, isEsmtp: true),
            SmtpVerb.Helo => Hello(session, command.Argument, isEsmtp: false),
            SmtpVerb.Mail => Mail(session, command.Argument),
            SmtpVerb.Rcpt => Rcpt(session, command.Argument),
            SmtpVerb.Data => Data(session, command.Argument),
            SmtpVerb.Auth => Auth(session, command.Argument),
            SmtpVerb.Rset => Rset(session, command.Argument),
            SmtpVerb.Noop => SmtpReplies.Ok,
            SmtpVerb.Help => SmtpReplies.Help,
            SmtpVerb.Vrfy => command.Argument.IsEmpty ? SmtpReplies.BadVrfy : SmtpReplies.CannotVerify,
            SmtpVerb.Quit => command.Argument.IsEmpty ? _bye : SmtpReplies.NoArgument,
            _ => SmtpReplies.NotImplemented,
        };
    }

    // Addresses beyond ASCII are well formed, only not for a server without SMTPUTF8: RFC 6531 3.5 asks for 553 then.
    private static SmtpReply NotPrintable(SmtpCommand command) =>
        command.Verb is SmtpVerb.Mail or SmtpVerb.Rcpt && !command.Argument.ContainsAnyInRange((byte)0, (byte)31) && !command.Argument.Contains((byte)127)
            ? SmtpReplies.BadMailbox
            : SmtpReplies.BadArgument;

    private SmtpReply Hello(SmtpSession session, ReadOnlySpan<byte> name, bool isEsmtp)
    {
        if (!SmtpDomain.IsClientName(name))
            return SmtpReplies.BadClientName;

        session.ClientName = Encoding.ASCII.GetString(name);
        session.IsEsmtp = isEsmtp;
        session.Reset();
        if (!isEsmtp)
            return _hello;

        var greeting = $"{_options.HostName} greets {session.ClientName}";
        var size = $"SIZE {_options.MaxMessageBytes}";
        return OffersAuth && (session.IsEncrypted || !_options.AuthNeedsEncryption)
            ? SmtpReply.Lines(250, greeting, "PIPELINING", size, "8BITMIME", "AUTH PLAIN LOGIN", "HELP")
            : SmtpReply.Lines(250, greeting, "PIPELINING", size, "8BITMIME", "HELP");
    }

    private static SmtpReply Rset(SmtpSession session, ReadOnlySpan<byte> argument)
    {
        if (!argument.IsEmpty)
            return SmtpReplies.NoArgument;

        session.Reset();
        return SmtpReplies.Ok;
    }

    // Refused for good is what begins with 5; a 4 may be nobody's fault.
    private SmtpReply Counted(SmtpSession session, SmtpReply reply) =>
        reply.Code < 500 || ++session.Errors < _options.MaxErrors ? reply : _tooManyErrors;
}
