using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Rpc;

/// <summary>Records of the link; event ids 1200 to 1249.</summary>
internal static partial class RpcLinkLog
{
    [LoggerMessage(EventId = 1201, Level = LogLevel.Information, Message = "RPC link connected to {Target}, version {Version}")]
    public static partial void Connected(ILogger logger, string target, string version);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Warning, Message = "RPC link to {Target} lost: {Reason}")]
    public static partial void Lost(ILogger logger, string target, string reason);

    [LoggerMessage(EventId = 1203, Level = LogLevel.Warning, Message = "RPC link to {Target}: attempt {Attempt} in {DelaySeconds} s, because {Reason}")]
    public static partial void Waits(ILogger logger, string target, int attempt, double delaySeconds, string reason);

    [LoggerMessage(EventId = 1204, Level = LogLevel.Information, Message = "RPC link to {Target} closed by its owner; {Unsettled} calls had not settled")]
    public static partial void Closed(ILogger logger, string target, int unsettled);

    [LoggerMessage(EventId = 1205, Level = LogLevel.Error, Message = "RPC link to {Target} ended for good ({EndReason}): {Reason}")]
    public static partial void Ended(ILogger logger, string target, RpcLinkEndReason endReason, string reason);

    [LoggerMessage(EventId = 1206, Level = LogLevel.Debug, Message = "RPC link to {Target}: nothing heard for {SilenceSeconds} s, probing")]
    public static partial void Degraded(ILogger logger, string target, double silenceSeconds);

    [LoggerMessage(EventId = 1207, Level = LogLevel.Error, Message = "A listener of the RPC link threw; the link goes on")]
    public static partial void ListenerFailed(ILogger logger, Exception exception);
}
