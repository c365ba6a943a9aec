using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <content>Records of the middleware and of the capture; event ids 1370 to 1399.</content>
internal static partial class HostingLog
{
    [LoggerMessage(EventId = 1370, Level = LogLevel.Information, Message = "Connection {ConnectionUuid} of server {Server} from {RemoteAddress} is refused by the address filter: {Reason}")]
    public static partial void AddressRefused(ILogger logger, string connectionUuid, string server, string remoteAddress, string reason);

    [LoggerMessage(EventId = 1371, Level = LogLevel.Information, Message = "Connection {ConnectionUuid} of server {Server} from {RemoteAddress} is refused: {Reason}")]
    public static partial void ConnectionRefused(ILogger logger, string connectionUuid, string server, string remoteAddress, string reason);

    [LoggerMessage(EventId = 1372, Level = LogLevel.Warning, Message = "{Feature} cannot use its store, so {Consequence}; it is asked again after {Pause}: {Reason}")]
    public static partial void StoreFailed(ILogger logger, Exception exception, string feature, string consequence, TimeSpan pause, string reason);

    [LoggerMessage(EventId = 1373, Level = LogLevel.Warning, Message = "{Feature} cannot read what is stored under {Key}, which counts as empty now: {Reason}")]
    public static partial void IndexUnreadable(ILogger logger, string feature, string key, string reason);

    [LoggerMessage(EventId = 1374, Level = LogLevel.Information, Message = "Connection {ConnectionUuid} of server {Server} was idle for {Idle} and is closed")]
    public static partial void IdleClosed(ILogger logger, string connectionUuid, string server, TimeSpan idle);

    [LoggerMessage(EventId = 1375, Level = LogLevel.Warning, Message = "Idle connection {ConnectionUuid} of server {Server} could not be closed; it is tried again: {Reason}")]
    public static partial void IdleCloseFailed(ILogger logger, Exception exception, string connectionUuid, string server, string reason);

    [LoggerMessage(EventId = 1376, Level = LogLevel.Warning, Message = "The idle time-out of server {Server} follows {Capacity} connections and can follow no more until the store takes their activity")]
    public static partial void IdleOverflow(ILogger logger, string server, int capacity);

    [LoggerMessage(EventId = 1377, Level = LogLevel.Debug, Message = "Connection {ConnectionUuid} of server {Server} sends more than its rate allows")]
    public static partial void RateExceeded(ILogger logger, string connectionUuid, string server);

    [LoggerMessage(EventId = 1378, Message = "The handler of {Event} failed; a rule answers connection {ConnectionUuid} of server {Server}")]
    public static partial void ExceptionMapped(ILogger logger, LogLevel level, Exception exception, TcpEvent @event, string connectionUuid, string server);

    [LoggerMessage(EventId = 1379, Level = LogLevel.Error, Message = "The rule for {ExceptionType} failed itself; connection {ConnectionUuid} of server {Server} is treated as if there were none")]
    public static partial void ExceptionRuleFailed(ILogger logger, Exception exception, string exceptionType, string connectionUuid, string server);

    [LoggerMessage(EventId = 1380, Level = LogLevel.Error, Message = "A finalizer failed; connection {ConnectionUuid} of server {Server} gets its answer all the same")]
    public static partial void FinalizerFailed(ILogger logger, Exception exception, string connectionUuid, string server);

    [LoggerMessage(EventId = 1381, Message = "{ConnectionUuid} {Server} {Direction} {Text}")]
    public static partial void Transcript(ILogger logger, LogLevel level, string connectionUuid, string server, string direction, string text);

    [LoggerMessage(EventId = 1382, Level = LogLevel.Information, Message = "Events are captured: {Sinks} sink(s), folder {Folder}")]
    public static partial void CaptureStarted(ILogger logger, int sinks, string folder);

    [LoggerMessage(EventId = 1383, Level = LogLevel.Error, Message = "The capture sink {Sink} failed; its records are lost, and so are later failures")]
    public static partial void CaptureSinkFailed(ILogger logger, Exception exception, string sink);

    [LoggerMessage(EventId = 1384, Level = LogLevel.Error, Message = "The mask of the capture failed; what it cannot mask is not captured, and later failures are not logged")]
    public static partial void CaptureMaskFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 1385, Level = LogLevel.Warning, Message = "The capture folder {Folder} is full ({Reason}); events are not captured until there is room")]
    public static partial void CaptureFull(ILogger logger, string folder, string reason);
}
