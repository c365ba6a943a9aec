using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace RoadRunner.Host.Logging;

/// <summary>One record as JSON, with the keys of RoadRunner's production mode; <c>ts</c> is in Unix nanoseconds.</summary>
internal static class JsonLogLine
{
    private const string TemplateKey = "{OriginalFormat}";
    private const long NanosecondsPerTick = 100;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes the record.</summary>
    public static string Format(
        string logger,
        LogLevel level,
        DateTimeOffset time,
        string text,
        IReadOnlyList<KeyValuePair<string, object?>>? values,
        Exception? exception) => Write(
            json =>
            {
                json.WriteString("level", LogLevelName.Of(level));
                json.WriteNumber("ts", (time - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick);
                json.WriteString("logger", logger);
                json.WriteString("msg", text);
            },
            values,
            exception);

    /// <summary>Makes the record of RoadRunner's raw mode, which has the message under a key of its own and neither level nor time.</summary>
    public static string Raw(string text, IReadOnlyList<KeyValuePair<string, object?>>? values, Exception? exception) =>
        Write(json => json.WriteString("message", text), values, exception);

    private static string Write(Action<Utf8JsonWriter> head, IReadOnlyList<KeyValuePair<string, object?>>? values, Exception? exception)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            head(json);
            foreach (var (key, value) in values ?? [])
            {
                if (key != TemplateKey)
                {
                    Write(json, values is AttributedMessage ? key : JsonNamingPolicy.SnakeCaseLower.ConvertName(key), value);
                }
            }

            if (exception is not null)
            {
                json.WriteString("error", exception.ToString());
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, string key, object? value)
    {
        switch (value)
        {
            case int or long or short or byte:
                json.WriteNumber(key, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(key, number);
                break;
            default:
                json.WriteString(key, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
