using Microsoft.Extensions.Logging;

namespace RoadRunner.Samples.Smtp;

/// <summary>What is logged. Lines of clients come masked, see <see cref="SmtpMask"/>.</summary>
internal static partial class SmtpLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Mail {Id} of {Bytes} bytes for {Recipients} recipients is in {Path}")]
    public static partial void MailStored(ILogger logger, Guid id, long bytes, int recipients, string path);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "Mail {Id} of {Bytes} bytes could not be stored; the client was told to try again")]
    public static partial void MailNotStored(ILogger logger, Exception exception, Guid id, long bytes);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "{Hook} failed for mail {Id}; the mail is stored all the same")]
    public static partial void HookFailed(ILogger logger, Exception exception, string hook, Guid id);

    [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "Credentials could not be checked; the client was told to try again")]
    public static partial void CredentialsNotChecked(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 5, Level = LogLevel.Debug, Message = "{State}: {Line} -> {Code}")]
    public static partial void LineTaken(ILogger logger, SmtpState state, string line, int code);
}
