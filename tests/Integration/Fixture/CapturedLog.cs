using Microsoft.Extensions.Logging;

namespace RoadRunner.Integration.Fixture;

/// <summary>The log of a host, kept for assertions and for waiting.</summary>
internal sealed class CapturedLog : ILoggerProvider
{
    public Observed<LogRecord> Records { get; } = new("a record of the log");

    /// <summary>Gets what workers have printed, line by line.</summary>
    public IEnumerable<string> Texts => Records.All.Select(static record => record.Text);

    public Task<LogRecord> WhenAsync(string part) => Records.WhenAsync(record => record.Text.Contains(part, StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, Records);

    public void Dispose()
    {
    }

    private sealed class Logger(string channel, Observed<LogRecord> records) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state as IReadOnlyList<KeyValuePair<string, object?>>;
            var pid = values?.FirstOrDefault(static pair => pair.Key == "Pid").Value as int?;
            if (pid is { } known)
            {
                ProcessLedger.Remember(known);
            }

            var text = formatter(state, exception);
            records.Add(new LogRecord(channel, logLevel, exception is null ? text : $"{text}\n{exception}", pid));
        }
    }
}
