using Microsoft.Extensions.Logging;

namespace RoadRunner.Host.Tests.AppLog;

/// <summary>Keeps what is logged as <c>level: text | key=value</c>, the form of the transcripts.</summary>
internal sealed class RecordedLogger(LogLevel least) : ILogger
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var fields = (IReadOnlyList<KeyValuePair<string, object?>>)(object)state!;
        Lines.Add(string.Join(" | ", [$"{logLevel}: {formatter(state, exception)}", .. fields.Select(field => $"{field.Key}={field.Value}")]));
    }
}
