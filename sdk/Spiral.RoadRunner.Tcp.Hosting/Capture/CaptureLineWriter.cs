using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Writes a record as one line of JSON.</summary>
internal static class CaptureLineWriter
{
    /// <summary>Returns the line with its end.</summary>
    public static byte[] Write(CaptureRecord record)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteNumber(CaptureField.Version, CaptureRecord.FormatVersion);
            json.WriteNumber(CaptureField.Sequence, record.Sequence);
            json.WriteNumber(CaptureField.ProcessId, record.ProcessId);
            json.WriteString(CaptureField.Time, record.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
            json.WriteString(CaptureField.Event, record.Event.ToString());
            json.WriteString(CaptureField.Server, record.Server);
            json.WriteString(CaptureField.ConnectionUuid, record.ConnectionUuid);
            json.WriteString(CaptureField.RemoteAddress, record.RemoteAddress);
            json.WriteBase64String(CaptureField.Body, record.Body.Span);
            if (record.IsBodyTruncated)
            {
                json.WriteBoolean(CaptureField.IsBodyTruncated, true);
            }

            json.WriteString(CaptureField.Answer, record.Answer.ToString());
            json.WriteBase64String(CaptureField.Reply, record.Reply.Span);
            if (record.IsReplyTruncated)
            {
                json.WriteBoolean(CaptureField.IsReplyTruncated, true);
            }

            json.WriteNumber(CaptureField.Micros, (long)record.Duration.TotalMicroseconds);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }
}
