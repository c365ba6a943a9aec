using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>A logger for those who are there before logging is configured: stderr first, then where the application logs.</summary>
internal sealed class LateLogger : ILogger
{
    private ILogger _inner = new StderrLogger();

    /// <summary>Hands everything that follows to the logging of the application.</summary>
    public void Become(ILogger logger) => Volatile.Write(ref _inner, logger);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => Volatile.Read(ref _inner).BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => Volatile.Read(ref _inner).IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Volatile.Read(ref _inner).Log(logLevel, eventId, state, exception, formatter);
}
