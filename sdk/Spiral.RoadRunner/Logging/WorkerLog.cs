using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner;

/// <summary>Records of the worker loop; event ids 1000 to 1099.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Error, Message = "The server has closed the relay without a stop command; the worker ends: {Reason}")]
    public static partial void RelayClosed(ILogger logger, string reason);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Critical, Message = "The relay is damaged; the worker ends: {Reason}")]
    public static partial void RelayDamaged(ILogger logger, string reason);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Warning, Message = "RoadRunner {Version} is older than {Minimum}, the oldest supported version")]
    public static partial void ServerTooOld(ILogger logger, string version, Version minimum);
}
