using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner;

/// <summary>Writes one line to stderr for each record: <c>[dotnet warning] text {"key":"value"}</c>.</summary>
/// <remarks>
/// The server copies stderr of its workers to its own log, so a worker needs no log file. Safe to call from any thread. Values
/// that cannot be written as JSON are written as text; logging never throws.
/// </remarks>
public sealed class StderrLogger : ILogger
{
    private const string TemplateKey = "{OriginalFormat}";

    private readonly TextWriter? _writer;
    private readonly LogLevel _minimum;

    /// <summary>Creates a logger.</summary>
    /// <param name="minimum">Records below this level are dropped; default <see cref="LogLevel.Information"/>.</param>
    /// <param name="writer">Where the lines go; null means stderr of the process.</param>
    public StderrLogger(LogLevel minimum = LogLevel.Information, TextWriter? writer = null)
    {
        _minimum = minimum;
        _writer = writer is null ? null : TextWriter.Synchronized(writer);
    }

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= _minimum && logLevel != LogLevel.None;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var line = new StringBuilder("[dotnet ").Append(NameOf(logLevel)).Append("] ").Append(OneLine(Format(state, exception, formatter)));
        if (FormatContext(state, exception) is { } context)
        {
            line.Append(' ').Append(context);
        }

        (_writer ?? Console.Error).WriteLine(line.ToString());
    }

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };

    private static string Format<TState>(TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            return formatter(state, exception);
        }
        catch (Exception)
        {
            // A value whose ToString throws makes the whole text throw; the template is still worth a line.
            var values = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
            return Dump(values.FirstOrDefault(static pair => pair.Key == TemplateKey).Value ?? state);
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static string? FormatContext<TState>(TState state, Exception? exception)
    {
        var values = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
        if (exception is null && values.All(static pair => pair.Key == TemplateKey))
        {
            return null;
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (key, value) in values)
            {
                if (key != TemplateKey)
                {
                    json.WritePropertyName(key);
                    WriteValue(json, value);
                }
            }

            if (exception is not null)
            {
                json.WriteString("exception", Dump(exception));
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int or long or short or byte or uint or ushort or sbyte:
                json.WriteNumberValue(Convert.ToInt64(value, provider: null));
                break;
            case ulong number:
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(Dump(value));
                break;
        }
    }

    private static string Dump(object? value)
    {
        try
        {
            return value?.ToString() ?? "";
        }
        catch (Exception error)
        {
            // A value whose ToString throws must not cost the record it is part of.
            return $"{value?.GetType()} ({error.GetType().Name})";
        }
    }
}
