using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RoadRunner.Host.Tests;

/// <summary>Keeps the records of a log.</summary>
internal sealed class TestLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _records = new();

    /// <summary>Gets the records as <c>LEVEL channel: text</c>.</summary>
    public IReadOnlyList<string> Records => [.. _records];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _records);

    public void Dispose()
    {
    }

    private sealed class Logger(string channel, ConcurrentQueue<string> records) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            records.Enqueue($"{logLevel} {channel}: {formatter(state, exception)}{(exception is null ? "" : " " + exception)}");
    }
}
