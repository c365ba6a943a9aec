using System.Buffers;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Bytes of one direction that follow each other, or an event.</summary>
internal sealed class TranscriptEntry(TranscriptEntryKind kind)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public TranscriptEntryKind Kind { get; } = kind;

    public void Add(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    /// <summary>Returns the lines with their marks.</summary>
    public List<string> Lines()
    {
        var lines = new List<string>();
        var bytes = _bytes.WrittenSpan;
        if (Kind is TranscriptEntryKind.Closed or TranscriptEntryKind.Note)
        {
            lines.Add($"{(Kind == TranscriptEntryKind.Note ? '#' : 'x')} {Inside(bytes)}");
            return lines;
        }

        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            lines.Add($"{(Kind == TranscriptEntryKind.Sent ? '>' : '<')} {Line(end < 0 ? bytes : bytes[..(end + 1)])}");
            bytes = end < 0 ? default : bytes[(end + 1)..];
        }

        return lines;
    }

    private static string Line(ReadOnlySpan<byte> line) =>
        line.EndsWith("\r\n"u8) ? Inside(line[..^2]) : line[^1] == (byte)'\n' ? Inside(line) : Inside(line) + " (no line end)";

    // Quotes need no escape here, since none are around.
    private static string Inside(ReadOnlySpan<byte> bytes) => Visible.Text(bytes)[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal);
}
