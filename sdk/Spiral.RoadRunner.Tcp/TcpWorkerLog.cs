using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp;

/// <summary>Records of the TCP worker; event ids 1100 to 1199.</summary>
internal static partial class TcpWorkerLog
{
    [LoggerMessage(EventId = 1101, Level = LogLevel.Error, Message = "The handler of {Event} failed; connection {ConnectionUuid} of server {Server} is closed")]
    public static partial void HandlerFailed(ILogger logger, Exception exception, TcpEvent @event, string connectionUuid, string server);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Error, Message = "An event was refused: {Reason}")]
    public static partial void RequestRefused(ILogger logger, string reason);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Error, Message = "The handler of {Event} failed after its answer; connection {ConnectionUuid} of server {Server} is as the answer left it")]
    public static partial void HandlerFailedAfterAnswer(ILogger logger, Exception exception, TcpEvent @event, string connectionUuid, string server);

    [LoggerMessage(EventId = 1104, Level = LogLevel.Error, Message = "The worker failed outside of an event")]
    public static partial void FailedOutsideOfEvent(ILogger logger, Exception exception);
}
