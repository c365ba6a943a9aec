using System.Text.Json;

namespace Spiral.RoadRunner.Tcp.Tests.Replay;

/// <summary>What one worker process of a recording received and sent.</summary>
internal sealed class RecordedWorker
{
    private RecordedWorker(string key, IReadOnlyList<CaptureLine> lines)
    {
        Key = key;
        Lines = lines;
    }

    /// <summary>Gets scenario and worker, such as <c>data-write/w1</c>.</summary>
    public string Key { get; }

    /// <summary>Gets the frames in order of time.</summary>
    public IReadOnlyList<CaptureLine> Lines { get; }

    public static IEnumerable<RecordedWorker> All() => Capture.Scenarios.SelectMany(InScenario);

    public static RecordedWorker Load(string key) => InScenario(key.Split('/')[0]).Single(worker => worker.Key == key);

    /// <summary>Says which rule of the protocol this worker broke; null when it behaved.</summary>
    public string? FindFault()
    {
        var owed = new Queue<RawFrame>();
        foreach (var line in Lines)
        {
            if (!RawFrame.TryParse(line.Bytes, out var frame))
            {
                return "sent bytes that are no frame";
            }

            if (line.Direction == CaptureLine.ToWorker)
            {
                if (!IsStop(frame))
                {
                    owed.Enqueue(frame);
                }
            }
            else if (!owed.TryDequeue(out var request))
            {
                // The PHP worker sends one more CLOSE after the stop command; the server ignores it.
                if (!IsAfterStop(line))
                {
                    return "sent a frame that nobody asked for";
                }
            }
            else if (FaultOf(frame, request) is { } fault)
            {
                return fault;
            }
        }

        return owed.Count == 0 ? null : "left the server without an answer";
    }

    public bool IsAfterStop(CaptureLine line) =>
        Lines.TakeWhile(other => other != line).Any(other => other.Direction == CaptureLine.ToWorker && IsStop(RawFrame.Parse(other.Bytes)));

    public override string ToString() => Key;

    internal static bool IsStop(RawFrame frame) => frame.IsControl && frame.Text == """{"stop":true}""";

    private static string? FaultOf(RawFrame answer, RawFrame request)
    {
        if (request.Stream != 0 || answer.Stream != 0)
        {
            return "used stream bits";
        }

        if (request.IsControl)
        {
            return answer.IsControl && PidOf(answer) > 0 ? null : "answered the handshake wrongly";
        }

        if (answer.IsError)
        {
            return answer.Options.Count == 0 ? null : "sent an error frame with an option";
        }

        return answer.Flags == 0 && answer.Options.Count == 1 && answer.Options[0] <= answer.Payload.Length
            ? null
            : "sent an answer without the one option that fits";
    }

    private static int PidOf(RawFrame frame)
    {
        try
        {
            using var json = JsonDocument.Parse(frame.Payload);
            return json.RootElement.GetProperty("pid").GetInt32();
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    private static IEnumerable<RecordedWorker> InScenario(string scenario) =>
        Capture.Load(scenario).RelayLines
            .GroupBy(line => line.Worker)
            .Select(lines => new RecordedWorker($"{scenario}/{lines.Key}", [.. lines]));
}
