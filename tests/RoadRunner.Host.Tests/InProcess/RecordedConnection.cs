using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using RoadRunner.TestKit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>What a client of a genuine RoadRunner did and saw, and what its worker was told and answered.</summary>
internal sealed class RecordedConnection
{
    private const int WindowFiller = 30 * 1024 * 1024;

    private readonly Queue<(string Context, string Body)> _answers = new();

    private RecordedConnection(string delimiter) => Delimiter = delimiter;

    public string Delimiter { get; }

    /// <summary>Gets what the client sent, one read each; null for the end of its side.</summary>
    public List<string?> Steps { get; } = [];

    /// <summary>Gets the events as <c>KIND body</c>.</summary>
    public List<string> Events { get; } = [];

    /// <summary>Gets what the client received.</summary>
    public string Received { get; private set; } = "";

    public static RecordedConnection Load(string scenario)
    {
        var capture = Capture.Load(scenario);
        var delimiter = capture.Meta["delimiter"];
        var recorded = new RecordedConnection(delimiter[0] == '"' ? JsonSerializer.Deserialize<string>(delimiter)! : delimiter.Trim('\''));
        foreach (var line in capture.Lines)
        {
            recorded.Add(line);
        }

        return recorded;
    }

    /// <summary>Takes the next answer of the worker: its context, <c>ERROR</c> for an error frame, and its body.</summary>
    public (string Context, string Body) NextAnswer() => _answers.Dequeue();

    private void Add(CaptureLine line)
    {
        var bytes = line.Bytes.Span;
        switch (line.Direction)
        {
            case "peer->rr":
                Steps.Add(TextOf(bytes));
                break;
            case "rr->peer":
                Received += Encoding.Latin1.GetString(bytes);
                break;
            case "event" when line.Note is "peer: close()" or "peer: shutdown(SHUT_WR) - half close":
                Steps.Add(null);
                break;
            case CaptureLine.ToWorker when !IsControl(line):
                var (context, body) = Split(bytes);
                using (var json = JsonDocument.Parse(context))
                {
                    Events.Add($"{json.RootElement.GetProperty("event").GetString()} {body}");
                }

                break;
            case CaptureLine.FromWorker when !IsControl(line):
                _answers.Enqueue(line.Note.StartsWith("ERROR frame", StringComparison.Ordinal) ? ("ERROR", "") : Split(bytes));
                break;
        }
    }

    private static bool IsControl(CaptureLine line) => line.Note.StartsWith("CONTROL", StringComparison.Ordinal);

    /// <summary>Splits the payload of a frame at its one option.</summary>
    private static (string Context, string Body) Split(ReadOnlySpan<byte> frame)
    {
        var headerBytes = (frame[0] & 0x0f) * sizeof(int);
        var contextBytes = (int)BinaryPrimitives.ReadUInt32LittleEndian(frame[12..]);
        var payload = frame[headerBytes..];
        return (Encoding.Latin1.GetString(payload[..contextBytes]), TextOf(payload[contextBytes..]));
    }

    // What was sent only to widen the window of the recorded socket is left out: it would cost seconds.
    private static string TextOf(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.Length > WindowFiller ? bytes.IndexOf("xxxxxxxx"u8) : -1;
        return start < 0
            ? Encoding.Latin1.GetString(bytes)
            : Encoding.Latin1.GetString(bytes[..start]) + Encoding.Latin1.GetString(bytes[(start + WindowFiller)..]);
    }
}
