using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Spiral.RoadRunner;

/// <summary>The JSON of control frames: <c>{"pid":N}</c> and <c>{"stop":true}</c>.</summary>
internal static class ControlMessage
{
    /// <summary>What a worker sends as context to be replaced. RoadRunner compares the bytes: no space is allowed.</summary>
    public static ReadOnlySpan<byte> Stop => "{\"stop\":true}"u8;

    public static byte[] Pid(int processId) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"pid\":{processId}}}"));

    /// <exception cref="ControlFrameException">The payload is no JSON, or a message that is neither of the two.</exception>
    public static ControlMessageKind Parse(ReadOnlyMemory<byte> payload)
    {
        // As servers write them: to set up the JSON reader for these is a good part of the start of a worker.
        if (payload.Span.SequenceEqual(Stop))
        {
            return ControlMessageKind.Stop;
        }

        if (IsPid(payload.Span))
        {
            return ControlMessageKind.Pid;
        }

        try
        {
            using var document = JsonDocument.Parse(payload);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object)
            {
                if (root.TryGetProperty("stop", out var stop) && stop.ValueKind == JsonValueKind.True)
                {
                    return ControlMessageKind.Stop;
                }

                if (root.TryGetProperty("pid", out var pid) && pid.ValueKind == JsonValueKind.Number)
                {
                    return ControlMessageKind.Pid;
                }
            }
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a name escapes half of a surrogate pair, which only comparing it finds out.
            throw new ControlFrameException($"Invalid task header, JSON payload is expected: {Show(payload)}", cause);
        }

        throw new ControlFrameException($"Invalid task header, undefined control package: {Show(payload)}");
    }

    /// <summary>Returns true for <c>{"pid":N}</c> without spaces and with an ordinary number.</summary>
    private static bool IsPid(ReadOnlySpan<byte> payload)
    {
        var start = "{\"pid\":"u8;
        if (!payload.StartsWith(start) || payload[^1] != (byte)'}')
        {
            return false;
        }

        var number = payload[start.Length..^1];
        return number is [>= (byte)'1' and <= (byte)'9', ..] && !number.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private static string Show(ReadOnlyMemory<byte> payload)
    {
        const int MaxShown = 120;
        var text = new StringBuilder();
        foreach (var character in Encoding.UTF8.GetString(payload.Span[..Math.Min(payload.Length, MaxShown)]))
        {
            text.Append(char.IsControl(character) ? '.' : character);
        }

        return payload.Length > MaxShown ? text.Append('…').ToString() : text.ToString();
    }
}
