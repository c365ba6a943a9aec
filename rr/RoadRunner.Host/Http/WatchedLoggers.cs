using Microsoft.Extensions.Logging;

namespace RoadRunner.Host.Http;

/// <summary>Loggers that also keep what went wrong, whatever the levels of the log are.</summary>
/// <param name="inner">Where the records go; not disposed.</param>
/// <param name="problems">Where warnings and errors of the host's own channels are kept.</param>
internal sealed class WatchedLoggers(ILoggerFactory inner, RecentProblems problems) : ILoggerFactory
{
    private static readonly HashSet<string> Channels =
        [HostLogChannels.Server, HostLogChannels.Rpc, HostLogChannels.Tcp, HostLogChannels.KeyValue, HostLogChannels.Status, HostLogChannels.Metrics];

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName)
    {
        var logger = inner.CreateLogger(categoryName);
        return Channels.Contains(categoryName) ? new Logger(logger, categoryName, problems) : logger;
    }

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose()
    {
    }

    private sealed class Logger(ILogger inner, string channel, RecentProblems problems) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => IsProblem(logLevel) || inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsProblem(logLevel))
            {
                var text = formatter(state, exception);
                problems.Add(logLevel, channel, exception is null ? text : $"{text}: {exception.Message}");
            }

            inner.Log(logLevel, eventId, state, exception, formatter);
        }

        private static bool IsProblem(LogLevel level) => level is LogLevel.Warning or LogLevel.Error or LogLevel.Critical;
    }
}
