namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Messages of lines, each closed by an empty line; lines end in LF or CR LF.</summary>
internal sealed class BlankLineCutter : TerminatedCutter
{
    public override string Text => "blankline";

    public override int TailBytes => 3;

    protected override bool TryFind(ReadOnlySpan<byte> bytes, bool atStart, out int contentBytes, out int endBytes)
    {
        contentBytes = 0;
        endBytes = atStart ? LineEndAt(bytes) : 0;
        if (endBytes > 0)
            return true;

        for (var searched = 0; bytes[searched..].IndexOf((byte)'\n') is >= 0 and var step;)
        {
            var at = searched + step;
            searched = at + 1;
            var empty = LineEndAt(bytes[searched..]);
            if (empty > 0)
            {
                contentBytes = at > 0 && bytes[at - 1] == '\r' ? at - 1 : at;
                endBytes = searched + empty;
                return true;
            }
        }

        return false;
    }

    protected override int PartialBytes(ReadOnlySpan<byte> tail) =>
        tail.EndsWith("\r\n\r"u8) ? 3
        : tail.EndsWith("\n\r"u8) || tail.EndsWith("\r\n"u8) ? 2
        : tail.EndsWith((byte)'\r') || tail.EndsWith((byte)'\n') ? 1
        : 0;

    protected override bool MayEndAtStart(ReadOnlySpan<byte> bytes) => bytes.SequenceEqual("\r"u8);

    protected override ReadOnlySpan<byte> ClosingOf(ReadOnlySpan<byte> payload) => payload.IsEmpty ? "\r\n"u8 : "\r\n\r\n"u8;

    private static int LineEndAt(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((byte)'\n') ? 1 : bytes.StartsWith("\r\n"u8) ? 2 : 0;
}
