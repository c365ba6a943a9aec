using System.Buffers;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Documents, each closed by a character that no document holds, with any white space between them.</summary>
/// <param name="terminator">The character.</param>
internal sealed class DocumentCutter(byte terminator) : TerminatedCutter
{
    private readonly SearchValues<byte> _gap = SearchValues.Create([(byte)' ', (byte)'\t', (byte)'\r', (byte)'\n', terminator]);
    private readonly byte[] _closing = [terminator];

    public override string Text { get; } = $"documents:{terminator:x2}";

    public override int TailBytes => 0;

    public override bool IsAlignedWith(ReadOnlySpan<byte> serverDelimiter) => serverDelimiter.EndsWith(terminator);

    protected override bool TryFind(ReadOnlySpan<byte> bytes, bool atStart, out int contentBytes, out int endBytes)
    {
        contentBytes = bytes.IndexOf(terminator);
        endBytes = contentBytes + 1;
        return contentBytes >= 0;
    }

    protected override int PartialBytes(ReadOnlySpan<byte> tail) => 0;

    protected override ReadOnlySpan<byte> ClosingOf(ReadOnlySpan<byte> payload) => _closing;

    protected override void SkipGap(ref ReadOnlySequence<byte> buffer)
    {
        long gap = 0;
        foreach (var part in buffer)
        {
            var step = part.Span.IndexOfAnyExcept(_gap);
            if (step >= 0)
            {
                gap += step;
                break;
            }

            gap += part.Length;
        }

        if (gap > 0)
            buffer = buffer.Slice(gap);
    }
}
