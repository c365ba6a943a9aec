using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Logging;

/// <summary>One channel of the host's log.</summary>
/// <param name="settings">What is written.</param>
/// <param name="layout">How it looks.</param>
/// <param name="sinks">Where it goes.</param>
internal sealed class HostLogger(LogChannelConfiguration settings, LogLayout layout, IReadOnlyList<ILogSink> sinks) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) =>
        settings.Mode != LogMode.Off && logLevel >= settings.Level && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var record = layout.Format(logLevel, formatter(state, exception), state, exception);
        foreach (var sink in sinks)
        {
            sink.Write(record);
        }
    }
}
