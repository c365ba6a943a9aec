using System.Globalization;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Logging;

/// <summary>One channel of the host's log.</summary>
internal sealed class HostLogger(LogChannelConfiguration channel, TextWriter writer, TimeProvider time) : ILogger
{
    private const int NameWidth = 12;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) =>
        channel.Mode != LogMode.Off && logLevel >= channel.Level && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var text = formatter(state, exception);
        if (channel.Encoding == LogEncoding.Json)
        {
            writer.WriteLine(JsonLogLine.Format(channel.Name, logLevel, time.GetUtcNow(), text, state as IReadOnlyList<KeyValuePair<string, object?>>, exception));
        }
        else if (channel.Mode == LogMode.Raw)
        {
            writer.WriteLine(text);
        }
        else
        {
            writer.WriteLine(ConsoleLine(logLevel, text + (state as AttributedMessage)?.ConsoleFields(), exception));
        }
    }

    private string ConsoleLine(LogLevel level, string text, Exception? exception)
    {
        var stamp = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture);
        var line = $"{stamp}\t{LogLevelName.Of(level).ToUpperInvariant()}\t{channel.Name.PadRight(NameWidth)}\t{text}";
        return exception is null ? line : $"{line}\n{exception}";
    }
}
