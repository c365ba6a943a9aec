using Microsoft.Extensions.Logging;
using Spiral.Goridge;

namespace RoadRunner.Host.Rpc;

/// <summary>Records of the RPC server; event ids 2400 to 2499.</summary>
internal static partial class RpcLog
{
    [LoggerMessage(EventId = 2401, Level = LogLevel.Debug, Message = "RPC listens on {Address}")]
    public static partial void Listening(ILogger logger, RelayAddress address);

    [LoggerMessage(EventId = 2402, Level = LogLevel.Warning, Message = "The RPC connection of {Client} is closed, what it sent is no request: {Reason}")]
    public static partial void Refused(ILogger logger, string client, string reason);

    [LoggerMessage(EventId = 2403, Level = LogLevel.Debug, Message = "The RPC connection of {Client} ended: {Reason}")]
    public static partial void Ended(ILogger logger, string client, string reason);

    [LoggerMessage(EventId = 2404, Level = LogLevel.Error, Message = "The RPC connection of {Client} ended by an error of the host")]
    public static partial void Broken(ILogger logger, Exception exception, string client);

    [LoggerMessage(EventId = 2405, Level = LogLevel.Error, Message = "The RPC request {Request} failed by an error of the host")]
    public static partial void CallFailed(ILogger logger, Exception exception, string request);
}
