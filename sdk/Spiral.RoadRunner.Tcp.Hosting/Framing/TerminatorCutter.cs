namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Messages of lines up to a terminator whose line end closes the last of them.</summary>
/// <param name="terminator">The terminator, 1 to <see cref="TerminatedCutter.MaxDelimiterBytes"/> bytes.</param>
/// <param name="lineStart">Whether a message begins behind a line end, so that what follows the terminator's own closes an empty one.</param>
internal sealed class TerminatorCutter(byte[] terminator, bool lineStart) : TerminatedCutter
{
    private readonly int _shared = LineEndOf(terminator);

    public override string Text { get; } = $"{(lineStart ? "until" : "untilany")}:{Convert.ToHexStringLower(terminator)}";

    public override int TailBytes => terminator.Length - 1;

    protected override int SharedBytes => _shared;

    private ReadOnlySpan<byte> Rest => terminator.AsSpan(_shared);

    /// <summary>Gets how long the line end is with which a terminator begins; 0 without one.</summary>
    /// <param name="terminator">The terminator.</param>
    public static int LineEndOf(ReadOnlySpan<byte> terminator) =>
        terminator.StartsWith("\r\n"u8) ? 2 : terminator.StartsWith((byte)'\n') ? 1 : 0;

    protected override bool TryFind(ReadOnlySpan<byte> bytes, bool atStart, out int contentBytes, out int endBytes)
    {
        if (atStart && lineStart && bytes.StartsWith(Rest))
        {
            contentBytes = 0;
            endBytes = Rest.Length;
            return true;
        }

        var at = bytes.IndexOf(terminator);
        contentBytes = at + _shared;
        endBytes = at + terminator.Length;
        return at >= 0;
    }

    protected override int PartialBytes(ReadOnlySpan<byte> tail) => Overlap.OfEnd(tail, terminator);

    protected override bool MayEndAtStart(ReadOnlySpan<byte> bytes) => lineStart && Rest.StartsWith(bytes);

    protected override ReadOnlySpan<byte> ClosingOf(ReadOnlySpan<byte> payload)
    {
        var isAtLineStart = payload.IsEmpty ? lineStart : payload.EndsWith(terminator.AsSpan(0, _shared));
        return isAtLineStart ? Rest : terminator;
    }
}
