using Microsoft.Extensions.Logging;

namespace RoadRunner.Host;

/// <summary>Records of the host; event ids 2000 to 2999.</summary>
internal static partial class HostLog
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Debug, Message = "Worker {Pid} is ready after {ElapsedMs} ms")]
    public static partial void WorkerReady(ILogger logger, int pid, int elapsedMs);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information, Message = "worker {Pid}: {Text}")]
    public static partial void WorkerOutput(ILogger logger, int pid, string text);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Warning, Message = "Worker {Pid} is lost and will be replaced: {Reason} (exit code {ExitCode})")]
    public static partial void WorkerLost(ILogger logger, int pid, string reason, int exitCode);

    [LoggerMessage(EventId = 2004, Level = LogLevel.Information, Message = "Worker {Pid} has taken its place")]
    public static partial void WorkerReplaced(ILogger logger, int pid);

    [LoggerMessage(EventId = 2005, Level = LogLevel.Error, Message = "A worker could not be started, next try in {PauseSeconds} s: {Reason}")]
    public static partial void WorkerStartFailed(ILogger logger, string reason, double pauseSeconds);

    [LoggerMessage(EventId = 2006, Level = LogLevel.Warning, Message = "Worker {Pid} does not respond to the stop command within {Seconds} s and is killed")]
    public static partial void WorkerIgnoresStop(ILogger logger, int pid, double seconds);

    [LoggerMessage(EventId = 2007, Level = LogLevel.Information, Message = "Worker {Pid} asks to be replaced; its event goes to another")]
    public static partial void WorkerAsksToStop(ILogger logger, int pid);

    [LoggerMessage(EventId = 2008, Level = LogLevel.Warning, Message = "A connection to the worker relay was closed: {Reason}")]
    public static partial void RelayStranger(ILogger logger, string reason);

    [LoggerMessage(EventId = 2009, Level = LogLevel.Warning, Message = "Accepting a connection on the worker relay failed, the next try is in {PauseMs} ms: {Reason}")]
    public static partial void RelayAcceptFailed(ILogger logger, double pauseMs, string reason);

    [LoggerMessage(EventId = 2010, Level = LogLevel.Information, Message = "Worker {Pid} has left while the host is stopping: {Reason} (exit code {ExitCode})")]
    public static partial void WorkerLeft(ILogger logger, int pid, string reason, int exitCode);

    [LoggerMessage(EventId = 2011, Level = LogLevel.Warning, Message = "can't remove the last worker")]
    public static partial void LastWorkerStays(ILogger logger);

    [LoggerMessage(EventId = 2012, Level = LogLevel.Warning, Message = "Worker {Pid} is still busy after {Seconds} s (reset_timeout) and gets the stop command all the same")]
    public static partial void WorkerStaysBusy(ILogger logger, int pid, double seconds);

    [LoggerMessage(EventId = 2013, Level = LogLevel.Information, Message = "reset signal was received")]
    public static partial void ResetStarted(ILogger logger);

    [LoggerMessage(EventId = 2014, Level = LogLevel.Information, Message = "plugin was successfully reset")]
    public static partial void ResetDone(ILogger logger);

    [LoggerMessage(EventId = 2015, Level = LogLevel.Information, Message = "Worker {Pid} has reached {Limit} after {Executions} events and leaves")]
    public static partial void WorkerReachedLimit(ILogger logger, int pid, string limit, long executions);

    [LoggerMessage(EventId = 2016, Level = LogLevel.Information, Message = "The event that worker {Pid} had goes to another one")]
    public static partial void EventRetried(ILogger logger, int pid);

    [LoggerMessage(EventId = 2017, Level = LogLevel.Error, Message = "{Count} workers in a row died right after their start, the next one comes in {PauseSeconds} s; the last printed: {LastLines}")]
    public static partial void WorkersDieEarly(ILogger logger, int count, double pauseSeconds, string lastLines);

    [LoggerMessage(EventId = 2018, Level = LogLevel.Information, Message = "on_init: {Text}")]
    public static partial void InitOutput(ILogger logger, string text);

    [LoggerMessage(EventId = 2019, Level = LogLevel.Error, Message = "{Reason}; the start goes on, since server.on_init.exit_on_error is not set")]
    public static partial void InitFailed(ILogger logger, string reason);

    [LoggerMessage(EventId = 2020, Level = LogLevel.Information, Message = "Events have waited for allocate_timeout: {Count} more workers are started (dynamic_allocator)")]
    public static partial void AllocationStarted(ILogger logger, int count);

    [LoggerMessage(EventId = 2021, Level = LogLevel.Error, Message = "A worker of the dynamic allocator could not be started: {Reason}")]
    public static partial void ExtraWorkerFailed(ILogger logger, string reason);

    [LoggerMessage(EventId = 2022, Level = LogLevel.Information, Message = "{Count} workers have left again (dynamic_allocator.idle_timeout)")]
    public static partial void ExtraWorkersLeft(ILogger logger, int count);

    [LoggerMessage(EventId = 2023, Level = LogLevel.Warning, Message = "workers cannot be added or removed in debug mode: every event has a process of its own")]
    public static partial void DebugHasNoWorkers(ILogger logger);

    [LoggerMessage(EventId = 2024, Level = LogLevel.Error, Message = "the workers were not all replaced: {Reason}")]
    public static partial void ResetFailed(ILogger logger, string reason);

    [LoggerMessage(EventId = 2101, Level = LogLevel.Warning, Message = "Connection {ConnectionUuid} of {RemoteAddress} on server {Server} is closed, {Event} failed: {Reason}")]
    public static partial void EventFailed(ILogger logger, Exception? exception, string connectionUuid, string remoteAddress, string server, string @event, string reason);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Warning, Message = "Connection {ConnectionUuid} of {RemoteAddress} on server {Server} is closed: a message is larger than {MaxMessageBytes} bytes (host.limits.max_message_size)")]
    public static partial void MessageTooLarge(ILogger logger, string connectionUuid, string remoteAddress, string server, long maxMessageBytes);

    [LoggerMessage(EventId = 2103, Level = LogLevel.Debug, Message = "Connection {ConnectionUuid} of {RemoteAddress} on server {Server} ended: {Reason}")]
    public static partial void ConnectionEnded(ILogger logger, string connectionUuid, string remoteAddress, string server, string reason);

    [LoggerMessage(EventId = 2104, Level = LogLevel.Error, Message = "Connection {ConnectionUuid} on server {Server} ended by an error of the host")]
    public static partial void ConnectionBroken(ILogger logger, Exception exception, string connectionUuid, string server);

    [LoggerMessage(EventId = 2105, Level = LogLevel.Debug, Message = "A connection of {RemoteAddress} on server {Server} was refused: {Reason}")]
    public static partial void ConnectionRefused(ILogger logger, string remoteAddress, string server, string reason);

    [LoggerMessage(EventId = 2106, Level = LogLevel.Warning, Message = "Connections on server {Server} are refused, {Count} since the last such record: {Reason}")]
    public static partial void ConnectionsRefused(ILogger logger, string server, int count, string reason);

    [LoggerMessage(EventId = 2107, Level = LogLevel.Warning, Message = "Accepting a connection on {Address} failed, the next try is in {PauseMs} ms: {Reason}")]
    public static partial void AcceptFailed(ILogger logger, string address, double pauseMs, string reason);

    [LoggerMessage(EventId = 2108, Level = LogLevel.Information, Message = "Server {Server} shows the certificate of {Subject}, valid until {NotAfter:u}")]
    public static partial void CertificateLoaded(ILogger logger, string server, string subject, DateTime notAfter);

    [LoggerMessage(EventId = 2109, Level = LogLevel.Error, Message = "Server {Server} keeps its certificate; what tls.{Key} names has changed, but {Reason}")]
    public static partial void CertificateKept(ILogger logger, string server, string key, string reason);

    [LoggerMessage(EventId = 2110, Level = LogLevel.Error, Message = "Connection {ConnectionUuid} of {RemoteAddress} on server {Server} is closed: too small payload was received from the connection. less than delimiter (framing roadrunner)")]
    public static partial void PayloadTooSmall(ILogger logger, string connectionUuid, string remoteAddress, string server);

    [LoggerMessage(EventId = 2202, Level = LogLevel.Debug, Message = "{Part} started after {ElapsedMs} ms")]
    public static partial void Started(ILogger logger, string part, int elapsedMs);

    [LoggerMessage(EventId = 2203, Level = LogLevel.Debug, Message = "{Part} stopped after {ElapsedMs} ms")]
    public static partial void Stopped(ILogger logger, string part, int elapsedMs);

    [LoggerMessage(EventId = 2201, Level = LogLevel.Information, Message = "{Step}; forced: {Forced}")]
    public static partial void Stopping(ILogger logger, string step, int forced);
}
