namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Messages that end in the same bytes.</summary>
/// <param name="delimiter">The bytes, 1 to <see cref="TerminatedCutter.MaxDelimiterBytes"/>.</param>
internal sealed class DelimiterCutter(byte[] delimiter) : TerminatedCutter
{
    public override string Text { get; } = "delimiter:" + Convert.ToHexStringLower(delimiter);

    public override int TailBytes => delimiter.Length - 1;

    // The server ends an event where it finds its delimiter at the end of a read. An end that can overlap itself may have
    // been cut one earlier by us.
    public override bool IsAlignedWith(ReadOnlySpan<byte> serverDelimiter) =>
        serverDelimiter.EndsWith(delimiter) && Overlap.OfEnd(delimiter.AsSpan(1), delimiter) == 0;

    protected override bool TryFind(ReadOnlySpan<byte> bytes, bool atStart, out int contentBytes, out int endBytes)
    {
        contentBytes = bytes.IndexOf(delimiter);
        endBytes = contentBytes + delimiter.Length;
        return contentBytes >= 0;
    }

    protected override int PartialBytes(ReadOnlySpan<byte> tail) => Overlap.OfEnd(tail, delimiter);

    protected override ReadOnlySpan<byte> ClosingOf(ReadOnlySpan<byte> payload) => delimiter;
}
