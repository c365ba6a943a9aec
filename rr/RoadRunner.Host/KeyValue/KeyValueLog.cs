using Microsoft.Extensions.Logging;

namespace RoadRunner.Host.KeyValue;

/// <summary>Records of the key-value storages; event ids 2601 to 2699.</summary>
internal static partial class KeyValueLog
{
    [LoggerMessage(EventId = 2601, Level = LogLevel.Warning, Message = "Storage {Storage}: the timeout {Timeout} has passed, the value is kept without one (key {Key})")]
    public static partial void TimeoutHasPassed(ILogger logger, string storage, string timeout, string key);

    [LoggerMessage(EventId = 2602, Level = LogLevel.Information, Message = "Storage {Storage} is connected to redis at {Address}")]
    public static partial void Connected(ILogger logger, string storage, string address);

    [LoggerMessage(EventId = 2603, Level = LogLevel.Warning, Message = "Storage {Storage} has no redis: {Reason}")]
    public static partial void ConnectFailed(ILogger logger, string storage, string reason);

    [LoggerMessage(EventId = 2604, Level = LogLevel.Warning, Message = "Storage {Storage} has lost redis and connects again with the next call")]
    public static partial void ConnectionLost(ILogger logger, string storage);
}
