using Microsoft.Extensions.Logging;
using RoadRunner.Host.Logging;

namespace RoadRunner.Host.AppLog;

/// <summary>What the service <c>app</c> does with the records of applications: to the log, or as they are to the host's stderr.</summary>
/// <remarks>Safe to call from any thread. Which levels are written is for <c>logs</c> to say, by the channel <c>app</c>.</remarks>
internal sealed class AppLogger
{
    private static readonly EventId Record = new(2301, "AppRecord");

    private readonly ILogger _logger;
    private readonly TextWriter _stderr;

    /// <summary>Creates an application logger.</summary>
    /// <param name="logger">The channel <see cref="HostLogChannels.App"/>.</param>
    /// <param name="stderr">
    /// Where <see cref="Log"/> writes; not closed. When the log goes there too, it should be the synchronized writer of both, so that
    /// their texts do not mix.
    /// </param>
    public AppLogger(ILogger logger, TextWriter stderr)
    {
        _logger = logger;
        _stderr = TextWriter.Synchronized(stderr);
    }

    /// <summary>Writes a record of level error.</summary>
    /// <param name="message">Any text; braces have no meaning.</param>
    /// <param name="attributes">Further fields of the record, in this order and under these keys.</param>
    public void Error(string message, params IReadOnlyList<KeyValuePair<string, string>> attributes) =>
        Write(LogLevel.Error, message, attributes);

    /// <summary>Writes a record of level warn.</summary>
    /// <inheritdoc cref="Error"/>
    public void Warning(string message, params IReadOnlyList<KeyValuePair<string, string>> attributes) =>
        Write(LogLevel.Warning, message, attributes);

    /// <summary>Writes a record of level info.</summary>
    /// <inheritdoc cref="Error"/>
    public void Info(string message, params IReadOnlyList<KeyValuePair<string, string>> attributes) =>
        Write(LogLevel.Information, message, attributes);

    /// <summary>Writes a record of level debug.</summary>
    /// <inheritdoc cref="Error"/>
    public void Debug(string message, params IReadOnlyList<KeyValuePair<string, string>> attributes) =>
        Write(LogLevel.Debug, message, attributes);

    /// <summary>Writes a text to stderr, past the log: the text as it is, then <c> key:value,key:value</c> if there are attributes.</summary>
    /// <exception cref="IOException">Stderr cannot be written to.</exception>
    /// <remarks>
    /// No line end is added, as in RoadRunner 2025.1: who wants one sends it, and who builds a line of several texts can. RoadRunner
    /// cuts the last character of the last value off (rpc-app-logger); here it stays.
    /// </remarks>
    public void Log(string message, params IReadOnlyList<KeyValuePair<string, string>> attributes)
    {
        var text = attributes.Count == 0
            ? message
            : $"{message} {string.Join(',', attributes.Select(attribute => $"{attribute.Key}:{attribute.Value}"))}";
        _stderr.Write(text);
        _stderr.Flush();
    }

    private void Write(LogLevel level, string message, IReadOnlyList<KeyValuePair<string, string>> attributes)
    {
        if (_logger.IsEnabled(level))
        {
            _logger.Log(level, Record, new AttributedMessage(message, attributes), exception: null, static (record, _) => record.ToString());
        }
    }
}
