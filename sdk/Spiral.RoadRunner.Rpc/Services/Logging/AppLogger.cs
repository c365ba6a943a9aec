using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Rpc;

/// <summary>The logger of one category.</summary>
internal sealed class AppLogger(string category, LogLevel minimum, Action<AppLogRecord> send) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (IsEnabled(logLevel))
        {
            send(AppLogRecord.Create(logLevel, category, eventId, state, exception, formatter));
        }
    }
}
