using System.Globalization;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Logging;

/// <summary>How the records of one channel look.</summary>
internal sealed class LogLayout
{
    private const int NameWidth = 12;

    private readonly string _channel;
    private readonly LogMode _mode;
    private readonly LogEncoding _encoding;
    private readonly string _lineEnding;
    private readonly TimeProvider _time;

    /// <summary>Creates a layout.</summary>
    /// <param name="channel">The name that the records have.</param>
    /// <param name="settings">Mode, encoding and line ending; a file of <c>file_logger_options</c> makes it JSON.</param>
    /// <param name="time">The clock of the timestamps.</param>
    public LogLayout(string channel, LogChannelConfiguration settings, TimeProvider time)
    {
        (_channel, _mode, _lineEnding, _time) = (channel, settings.Mode, settings.Target.LineEnding, time);
        _encoding = settings.Target.File is null ? settings.Encoding : LogEncoding.Json;
    }

    /// <summary>Makes a record, its end included.</summary>
    /// <param name="level">How severe it is.</param>
    /// <param name="text">The message.</param>
    /// <param name="state">The values of the message, if it has some by name.</param>
    /// <param name="exception">What happened.</param>
    public string Format(LogLevel level, string text, object? state = null, Exception? exception = null) => this switch
    {
        { _encoding: LogEncoding.Json } => JsonLine(level, text, state as IReadOnlyList<KeyValuePair<string, object?>>, exception),
        { _mode: LogMode.Raw } => text,
        _ => ConsoleLine(level, text + (state as AttributedMessage)?.ConsoleFields(), exception),
    } + _lineEnding;

    private string JsonLine(LogLevel level, string text, IReadOnlyList<KeyValuePair<string, object?>>? values, Exception? exception) => _mode == LogMode.Raw
        ? JsonLogLine.Raw(text, values, exception)
        : JsonLogLine.Format(_channel, level, _time.GetUtcNow(), text, values, exception);

    private string ConsoleLine(LogLevel level, string text, Exception? exception)
    {
        var stamp = _time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture);
        return $"{stamp}\t{LogLevelName.Of(level).ToUpperInvariant()}\t{_channel.PadRight(NameWidth)}\t{ConsoleText.Of(exception is null ? text : $"{text}\n{exception}")}";
    }
}
