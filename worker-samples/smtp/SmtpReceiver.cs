using System.Buffers;
using Microsoft.Extensions.Logging;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Samples.Smtp;

/// <summary>The dialogue together with what does I/O around it: the check of credentials, the store, the hooks. All that a service has to call.</summary>
public sealed class SmtpReceiver
{
    private readonly SmtpDialogue _dialogue;
    private readonly IMailStore _store;
    private readonly ISmtpAuthenticator? _authenticator;
    private readonly IMailHook[] _hooks;
    private readonly ILogger<SmtpReceiver> _logger;

    /// <param name="options">Valid options, not to be changed any more.</param>
    /// <param name="store">Gets the mails.</param>
    /// <param name="hooks">Are told of each, one after the other.</param>
    /// <param name="logger">Gets the transcript at Debug, failures above.</param>
    /// <param name="time">Dates the mails.</param>
    /// <param name="authenticator">Without it AUTH is not offered.</param>
    public SmtpReceiver(
        SmtpOptions options,
        IMailStore store,
        IEnumerable<IMailHook> hooks,
        ILogger<SmtpReceiver> logger,
        TimeProvider time,
        ISmtpAuthenticator? authenticator = null)
    {
        _dialogue = new SmtpDialogue(options, time, offersAuth: authenticator is not null);
        BodyFraming = TcpFraming.UntilTerminator().WithMaxMessageBytes(options.MaxWireBytes).WithOversize(TcpOversize.Discard);
        _store = store;
        _hooks = [.. hooks];
        _logger = logger;
        _authenticator = authenticator;
    }

    /// <summary>Gets what a new connection is told.</summary>
    public SmtpReply Greeting => _dialogue.Greeting;

    /// <summary>Gets what a client is told that cannot be served now; closes.</summary>
    public SmtpReply Unavailable => _dialogue.Unavailable;

    /// <summary>Gets how a body is cut out of the bytes: up to the line with a single dot, thrown away when it is too large.</summary>
    public TcpFraming BodyFraming { get; }

    /// <summary>Takes a line; never answers <see cref="SmtpNext.CheckCredentials"/>.</summary>
    /// <param name="session">The session; changed.</param>
    /// <param name="line">The line without its CR LF; read before the first await.</param>
    /// <param name="cancellationToken">Given on to the authenticator.</param>
    public ValueTask<SmtpReply> LineAsync(SmtpSession session, ReadOnlySpan<byte> line, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var state = session.State;
        var reply = _dialogue.Line(session, line);
        if (_logger.IsEnabled(LogLevel.Debug))
            SmtpLog.LineTaken(_logger, state, SmtpMask.Line(state, line), reply.Code);

        return reply is { Next: SmtpNext.CheckCredentials, Credentials: { } credentials }
            ? CheckAsync(session, credentials, cancellationToken)
            : ValueTask.FromResult(reply);
    }

    /// <summary>Takes a body, see <see cref="SmtpDialogue.EndOfData"/>.</summary>
    /// <exception cref="OperationCanceledException">The token fired before the mail was stored.</exception>
    public async Task<SmtpReply> BodyAsync(SmtpSession session, ReadOnlySequence<byte> body, string? remoteAddress, CancellationToken cancellationToken = default)
    {
        if (_dialogue.EndOfData(session, body, remoteAddress, out var refusal) is not var (envelope, content))
            return refusal;

        string path;
        try
        {
            path = await _store.StoreAsync(envelope, content, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whatever is wrong with the store, the mail is still with the client.
            SmtpLog.MailNotStored(_logger, exception, envelope.Id, content.Length);
            return SmtpDialogue.NotStored;
        }

        SmtpLog.MailStored(_logger, envelope.Id, content.Length, envelope.Recipients.Count, path);
        await TellHooksAsync(envelope, path, cancellationToken);
        return SmtpDialogue.Stored(session, envelope);
    }

    /// <summary>Answers a line or a body that the framing dropped because of its size.</summary>
    public SmtpReply Oversized(SmtpSession session) => _dialogue.Oversized(session);

    private async ValueTask<SmtpReply> CheckAsync(SmtpSession session, SmtpCredentials credentials, CancellationToken cancellationToken)
    {
        bool? accepted = null;
        try
        {
            accepted = await _authenticator!.CheckAsync(credentials.User, credentials.Password, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            SmtpLog.CredentialsNotChecked(_logger, exception);
        }

        return _dialogue.EndOfAuth(session, credentials, accepted);
    }

    // The mail is stored: nothing that goes wrong from here on may make the client send it again.
    private async Task TellHooksAsync(MailEnvelope envelope, string path, CancellationToken cancellationToken)
    {
        foreach (var hook in _hooks)
        {
            try
            {
                await hook.OnMailAsync(envelope, path, cancellationToken);
            }
            catch (Exception exception)
            {
                SmtpLog.HookFailed(_logger, exception, hook.GetType().Name, envelope.Id);
            }
        }
    }
}
