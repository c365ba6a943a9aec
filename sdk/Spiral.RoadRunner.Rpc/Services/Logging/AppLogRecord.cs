using System.Globalization;
using Microsoft.Extensions.Logging;
using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.Rpc;

/// <summary>One record on its way to the server, made on the thread that logs, since the values may change afterwards.</summary>
internal readonly record struct AppLogRecord(string Method, LogEntry Entry)
{
    private const string TemplateKey = "{OriginalFormat}";

    public static AppLogRecord Create<TState>(
        LogLevel level,
        string category,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        var values = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
        var entry = new LogEntry { Message = MessageOf(state, values, exception, formatter) };
        Add(entry, "category", category);
        if (eventId.Id != 0)
        {
            Add(entry, "event_id", eventId.Id);
        }

        foreach (var (key, value) in values)
        {
            if (key != TemplateKey)
            {
                Add(entry, key, value);
            }
        }

        Add(entry, "exception", exception);
        return new AppLogRecord(MethodOf(level), entry);
    }

    private static string MethodOf(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "app.Debug",
        LogLevel.Information => "app.Info",
        LogLevel.Warning => "app.Warning",
        _ => "app.Error",
    };

    private static string MessageOf<TState>(
        TState state,
        IEnumerable<KeyValuePair<string, object?>> values,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        try
        {
            return formatter(state, exception);
        }
        catch (Exception)
        {
            // One value that cannot be written must not cost the record: its template says most of it.
            return values.FirstOrDefault(static pair => pair.Key == TemplateKey).Value as string ?? "";
        }
    }

    private static void Add(LogEntry entry, string key, object? value)
    {
        if (TextOf(value) is { } text)
        {
            entry.LogAttrs.Add(new LogAttribute { Key = key, Value = text });
        }
    }

    private static string? TextOf(object? value)
    {
        try
        {
            return value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture);
        }
        catch (Exception)
        {
            // A value whose ToString throws must not cost the record it is part of.
            return null;
        }
    }
}
