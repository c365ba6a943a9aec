using Microsoft.Extensions.Logging;

namespace RoadRunner.Host.InProcess;

/// <summary>Records of an application that serves itself; event ids 2700 to 2749.</summary>
internal static partial class StandaloneLog
{
    [LoggerMessage(EventId = 2701, Level = LogLevel.Information, Message = "Server {Server} listens at {Address}, in this process")]
    public static partial void Listens(ILogger logger, string server, string address);

    [LoggerMessage(EventId = 2702, Level = LogLevel.Warning, Message = "The application handles the server {Server}, which {File} does not have; it has {Configured}")]
    public static partial void NotConfigured(ILogger logger, string server, string file, string configured);

    [LoggerMessage(EventId = 2703, Level = LogLevel.Warning, Message = "{File} has the server {Server}, which the application does not handle, so its connections are closed; it handles {Mapped}")]
    public static partial void NotMapped(ILogger logger, string file, string server, string mapped);

    [LoggerMessage(EventId = 2704, Level = LogLevel.Warning, Message = "{Warning}")]
    public static partial void ConfigurationWarning(ILogger logger, string warning);

    [LoggerMessage(EventId = 2705, Level = LogLevel.Information, Message = "Stopping, the drain may take {DrainTimeout}")]
    public static partial void Stopping(ILogger logger, TimeSpan drainTimeout);
}
