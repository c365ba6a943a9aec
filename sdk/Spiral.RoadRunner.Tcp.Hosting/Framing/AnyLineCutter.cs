namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Lines that end in LF, or in CR LF.</summary>
internal sealed class AnyLineCutter : TerminatedCutter
{
    public override string Text => "anyline";

    public override int TailBytes => 1;

    public override bool IsAlignedWith(ReadOnlySpan<byte> serverDelimiter) => serverDelimiter.EndsWith((byte)'\n');

    protected override bool TryFind(ReadOnlySpan<byte> bytes, bool atStart, out int contentBytes, out int endBytes)
    {
        var at = bytes.IndexOf((byte)'\n');
        contentBytes = at > 0 && bytes[at - 1] == '\r' ? at - 1 : at;
        endBytes = at + 1;
        return at >= 0;
    }

    protected override int PartialBytes(ReadOnlySpan<byte> tail) => tail.EndsWith((byte)'\r') ? 1 : 0;

    protected override ReadOnlySpan<byte> ClosingOf(ReadOnlySpan<byte> payload) => "\r\n"u8;
}
