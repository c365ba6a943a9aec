using Microsoft.Extensions.Logging;

namespace RoadRunner.TestKit;

/// <summary>Keeps every record in memory. Any thread may use it.</summary>
public sealed class RecordingLogger : ILogger
{
    private readonly Lock _gate = new();
    private readonly List<RecordedLog> _records = [];

    /// <summary>Gets a copy of the records so far.</summary>
    public IReadOnlyList<RecordedLog> Records
    {
        get
        {
            lock (_gate)
            {
                return [.. _records];
            }
        }
    }

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        var record = new RecordedLog(logLevel, eventId.Id, formatter(state, exception), exception);
        lock (_gate)
        {
            _records.Add(record);
        }
    }
}
