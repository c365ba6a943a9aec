using System.Globalization;
using Microsoft.Extensions.Logging;
using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.Rpc;

/// <summary>One record on its way to the server, made on the thread that logs, since the values may change afterwards.</summary>
internal readonly record struct AppLogRecord(string Method, LogEntry Entry)
{
    private const string TemplateKey = "{OriginalFormat}";

    public static AppLogRecord Create<TState>(LogLevel level, string category, EventId eventId, TState state, Exception? exception, string message)
    {
        var entry = new LogEntry { Message = message };
        Add(entry, "category", category);
        if (eventId.Id != 0)
        {
            Add(entry, "event_id", eventId.Id);
        }

        foreach (var (key, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
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
