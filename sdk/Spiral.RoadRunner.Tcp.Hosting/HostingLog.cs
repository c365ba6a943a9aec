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

    [LoggerMessage(EventId = 1315, Level = LogLevel.Critical, Message = "The application did not end in good order: {Reason}")]
    public static partial void EndFailed(ILogger logger, Exception exception, string reason);

    [LoggerMessage(EventId = 1316, Level = LogLevel.Error, Message = "The answer to {Event} could not be sent; connection {ConnectionUuid} of server {Server} is closed with the error text")]
    public static partial void AnswerNotSent(ILogger logger, Exception exception, TcpEvent @event, string connectionUuid, string server);

    [LoggerMessage(EventId = 1330, Level = LogLevel.Error, Message = "Timer {Timer} failed at tick {Tick}; it goes on")]
    public static partial void TimerFailed(ILogger logger, Exception exception, string timer, long tick);

    [LoggerMessage(EventId = 1331, Level = LogLevel.Warning, Message = "Timer {Timer} has not ended its tick within {Share} of the stop; nobody waits for it any more")]
    public static partial void TimerStuck(ILogger logger, string timer, TimeSpan share);

    [LoggerMessage(EventId = 1332, Level = LogLevel.Debug, Message = "Timer {Timer} ticks in this worker")]
    public static partial void TimerTaken(ILogger logger, string timer);

    [LoggerMessage(EventId = 1333, Level = LogLevel.Warning, Message = "Timer {Timer} does not tick in this worker any more: its lease is lost")]
    public static partial void TimerLost(ILogger logger, string timer);

    [LoggerMessage(EventId = 1334, Level = LogLevel.Warning, Message = "Who ticks timer {Timer} is not known: {Reason}")]
    public static partial void TimerLeaseUnknown(ILogger logger, string timer, string reason);

    [LoggerMessage(EventId = 1335, Level = LogLevel.Error, Message = "Loop {Loop} crashed after {Loops} rounds; it starts again in {Delay}")]
    public static partial void LoopCrashed(ILogger logger, Exception exception, string loop, long loops, TimeSpan delay);

    [LoggerMessage(EventId = 1336, Level = LogLevel.Error, Message = "Loop {Loop} crashed after {Loops} rounds; the worker stops with exit code 1")]
    public static partial void LoopEndsWorker(ILogger logger, Exception exception, string loop, long loops);

    [LoggerMessage(EventId = 1337, Level = LogLevel.Error, Message = "Loop {Loop} failed to spin down")]
    public static partial void LoopSpinDownFailed(ILogger logger, Exception exception, string loop);

    [LoggerMessage(EventId = 1338, Level = LogLevel.Warning, Message = "Loop {Loop} has not ended within {Share} of the stop; nobody waits for it any more")]
    public static partial void LoopStuck(ILogger logger, string loop, TimeSpan share);

    [LoggerMessage(EventId = 1339, Level = LogLevel.Error, Message = "A listener of {Event} failed; the others are called")]
    public static partial void ListenerFailed(ILogger logger, Exception exception, string @event);

    [LoggerMessage(EventId = 1340, Level = LogLevel.Debug, Message = "Signal {Signal}")]
    public static partial void SignalReceived(ILogger logger, string signal);

    [LoggerMessage(EventId = 1341, Level = LogLevel.Warning, Message = "No listener of {Signal} has said within {Patience} that the stop is its own business; the application stops")]
    public static partial void SignalListenersSlow(ILogger logger, string signal, TimeSpan patience);

    [LoggerMessage(EventId = 1342, Level = LogLevel.Warning, Message = "The listeners of {Event} have not ended within {Share} of the stop; nobody waits for them any more")]
    public static partial void ListenersStuck(ILogger logger, string @event, TimeSpan share);

    [LoggerMessage(EventId = 1343, Level = LogLevel.Warning, Message = "{Service} has not stopped within {Share} of the stop; nobody waits for it any more")]
    public static partial void ServicesStuck(ILogger logger, string service, TimeSpan share);

    [LoggerMessage(EventId = 1344, Level = LogLevel.Warning, Message = "Unable to set process niceness to {Nice}: {Reason}")]
    public static partial void NiceRefused(ILogger logger, int nice, string reason);

    [LoggerMessage(EventId = 1345, Level = LogLevel.Warning, Message = "The handler of {Event} has taken {ElapsedMs} ms and is still running; connection {ConnectionUuid} of server {Server}")]
    public static partial void HandlerIsSlow(ILogger logger, TcpEvent @event, long elapsedMs, string connectionUuid, string server);

    [LoggerMessage(EventId = 1346, Level = LogLevel.Information, Message = "The handler of {Event} has ended after {ElapsedMs} ms; connection {ConnectionUuid} of server {Server}")]
    public static partial void HandlerWasSlow(ILogger logger, TcpEvent @event, long elapsedMs, string connectionUuid, string server);

    [LoggerMessage(EventId = 1347, Level = LogLevel.Warning, Message = "The handler of {Event} has taken {ElapsedMs} ms; connection {ConnectionUuid} of server {Server}")]
    public static partial void HandlerTookTooLong(ILogger logger, TcpEvent @event, long elapsedMs, string connectionUuid, string server);
}
