using Microsoft.Extensions.Logging;

namespace RoadRunner.Host.Logging;

/// <summary>RoadRunner's names of the levels.</summary>
internal static class LogLevelName
{
    public static string Of(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "panic",
    };
}
