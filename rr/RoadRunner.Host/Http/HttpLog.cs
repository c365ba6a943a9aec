using Microsoft.Extensions.Logging;
using Spiral.Goridge;

namespace RoadRunner.Host.Http;

/// <summary>Records of the HTTP endpoints; event ids 2800 to 2899.</summary>
internal static partial class HttpLog
{
    [LoggerMessage(EventId = 2801, Level = LogLevel.Debug, Message = "HTTP listens on {Address}")]
    public static partial void Listening(ILogger logger, RelayAddress address);

    [LoggerMessage(EventId = 2802, Level = LogLevel.Error, Message = "The HTTP request {Path} failed by an error of the host")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string path);
}
