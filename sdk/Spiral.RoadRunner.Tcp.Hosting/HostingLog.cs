using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Records of the application model; event ids 1300 to 1399.</summary>
internal static partial class HostingLog
{
    [LoggerMessage(EventId = 1301, Level = LogLevel.Error, Message = "Service for server [{Server}] not found; connection {ConnectionUuid} is closed")]
    public static partial void ServerNotFound(ILogger logger, string server, string connectionUuid);

    [LoggerMessage(EventId = 1302, Level = LogLevel.Error, Message = "The handler of {Event} failed; connection {ConnectionUuid} of server {Server} is closed")]
    public static partial void HandlerFailed(ILogger logger, Exception exception, TcpEvent @event, string connectionUuid, string server);

    [LoggerMessage(EventId = 1303, Level = LogLevel.Error, Message = "The error handler failed; connection {ConnectionUuid} of server {Server} is closed with the error text")]
    public static partial void ErrorHandlerFailed(ILogger logger, Exception exception, string connectionUuid, string server);

    [LoggerMessage(EventId = 1304, Level = LogLevel.Error, Message = "A service of the event's scope failed to end; connection {ConnectionUuid} of server {Server} gets its answer all the same")]
    public static partial void ScopeFailed(ILogger logger, Exception exception, string connectionUuid, string server);

    [LoggerMessage(EventId = 1305, Level = LogLevel.Debug, Message = "No handler took the message of connection {ConnectionUuid} of server {Server}")]
    public static partial void NotHandled(ILogger logger, string connectionUuid, string server);

    [LoggerMessage(EventId = 1306, Level = LogLevel.Warning, Message = "The event in flight did not end within {StopTimeout}; its client gets no answer")]
    public static partial void StopTimedOut(ILogger logger, TimeSpan stopTimeout);

    [LoggerMessage(EventId = 1307, Level = LogLevel.Critical, Message = "The worker did not start: {Reason}")]
    public static partial void StartFailed(ILogger logger, Exception exception, string reason);

    [LoggerMessage(EventId = 1308, Level = LogLevel.Error, Message = "An event was refused: {Reason}")]
    public static partial void EventRefused(ILogger logger, string reason);

    [LoggerMessage(EventId = 1309, Level = LogLevel.Error, Message = "{Service} failed to stop")]
    public static partial void StopFailed(ILogger logger, Exception exception, string service);

    [LoggerMessage(EventId = 1310, Level = LogLevel.Warning, Message = "No connection to the RPC port of the server at {Address} yet: {Reason}")]
    public static partial void RpcNotConnected(ILogger logger, string address, string reason);

    [LoggerMessage(EventId = 1311, Level = LogLevel.Warning, Message = "The bytes of connection {ConnectionUuid} of server {Server} cannot be cut into messages, it is closed: {Reason}")]
    public static partial void FramingFailed(ILogger logger, string connectionUuid, string server, string reason);

    [LoggerMessage(EventId = 1312, Level = LogLevel.Warning, Message = "The session of connection {ConnectionUuid} of server {Server} could not be removed; its lifetime will end it")]
    public static partial void SessionNotRemoved(ILogger logger, Exception exception, string connectionUuid, string server);

    [LoggerMessage(EventId = 1313, Level = LogLevel.Warning, Message = "Sessions are kept in the memory of this worker, and its pool has {Workers}: an event that goes to another finds none; use UseKeyValueSessions, or host.dispatch: sticky")]
    public static partial void SessionsNotShared(ILogger logger, int workers);

    [LoggerMessage(EventId = 1314, Level = LogLevel.Warning, Message = "The server in front could not be asked about {Subject}: {Reason}")]
    public static partial void FactsUnknown(ILogger logger, string subject, string reason);
}
