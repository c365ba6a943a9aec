using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Keeps what the workers and the host log, and tells connections what went wrong with them.</summary>
internal sealed class TestLog(LogLevel least, Action<string>? output) : ILoggerProvider
{
    private const int MostLines = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();

    /// <summary>Gets the last lines.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Add(LogLevel level, string line)
    {
        lock (_gate)
        {
            if (_lines.Count == MostLines)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line);
        }

        if (level >= LogLevel.Warning)
        {
            TestTransport.Current?.History.Add(line);
        }

        output?.Invoke(line);
    }

    private sealed class Logger(TestLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                var text = formatter(state, exception);
                log.Add(logLevel, $"{logLevel} {category}: {text}{(exception is null ? "" : $"\n{exception}")}");
            }
        }
    }

    private bool IsEnabled(LogLevel level) => level >= least && level != LogLevel.None;
}
