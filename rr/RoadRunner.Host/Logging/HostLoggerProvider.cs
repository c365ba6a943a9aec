using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Logging;

/// <summary>Writes the records of the host in RoadRunner's formats; each logger has the settings of its channel.</summary>
/// <remarks>One record is one write, so lines of several threads never mix.</remarks>
public sealed class HostLoggerProvider : ILoggerProvider
{
    private readonly LogsConfiguration _logs;
    private readonly TextWriter _writer;
    private readonly TimeProvider _time;

    /// <summary>Creates a provider.</summary>
    /// <param name="logs">The <c>logs</c> section.</param>
    /// <param name="writer">Where the lines go; not closed.</param>
    /// <param name="time">The clock of the timestamps.</param>
    public HostLoggerProvider(LogsConfiguration logs, TextWriter writer, TimeProvider time)
    {
        _logs = logs;
        _writer = TextWriter.Synchronized(writer);
        _time = time;
    }

    /// <summary>Creates the loggers of a host: everything of the channels, and of the web server below only what is wrong.</summary>
    /// <param name="logs">The <c>logs</c> section.</param>
    /// <param name="writer">Where the lines go; not closed.</param>
    /// <param name="time">The clock of the timestamps.</param>
    public static ILoggerFactory CreateFactory(LogsConfiguration logs, TextWriter writer, TimeProvider time) =>
        LoggerFactory.Create(builder => builder
            .SetMinimumLevel(LogLevel.Trace)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddProvider(new HostLoggerProvider(logs, writer, time)));

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName)
    {
        var channel = _logs.Channels.TryGetValue(categoryName, out var configured)
            ? configured
            : new LogChannelConfiguration(categoryName, _logs.Mode, _logs.Level, _logs.Encoding);
        return new HostLogger(channel, _writer, _time);
    }

    /// <summary>Does nothing: the writer is not ours.</summary>
    public void Dispose()
    {
    }
}
