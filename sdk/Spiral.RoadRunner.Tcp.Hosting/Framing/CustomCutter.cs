using System.Buffers;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Cuts as a user's framer says, and holds it to its contract.</summary>
/// <param name="name">The name under which other workers know it.</param>
/// <param name="framer">The framer.</param>
internal sealed class CustomCutter(string name, ITcpFramer framer) : MessageCutter
{
    private const string Prefix = "custom:";

    public override string Text { get; } = Prefix + name;

    public string Name => Text[Prefix.Length..];

    public override bool NeedsRaw => Framer.NeedsRaw;

    public ITcpFramer Framer { get; } = framer;

    public override bool TryCut(ref ReadOnlySequence<byte> buffer, in CutRules rules, ref MessageCarry carry, out FramedMessage message)
    {
        message = default;
        if (buffer.IsEmpty)
            return false;

        var before = buffer.Length;
        var isCut = Framer.TryCut(ref buffer, rules.MaxMessageBytes, out var bytes);
        if (buffer.Length > before || (isCut && buffer.Length == before))
            throw new InvalidOperationException($"The framer '{name}' was shown {before} bytes, gave {(isCut ? "a" : "no")} message and left {buffer.Length}: without progress a connection would never end.");

        if (isCut)
        {
            if (bytes.Length > rules.MaxMessageBytes)
                throw TcpFramingException.TooLarge(bytes.Length, rules.MaxMessageBytes);

            message = new FramedMessage(bytes);
            return true;
        }

        if (IsOverLimit(buffer.Length, rules))
            throw TcpFramingException.TooLarge(buffer.Length, rules.MaxMessageBytes);

        return false;
    }

    public override bool MayComplete(in TcpLeftover left, in ReadOnlySequence<byte> added, in CutRules rules) =>
        IsOverLimit(left.Length + added.Length, rules) || Framer.MayComplete(left, added);

    public override void Frame(ReadOnlySpan<byte> payload, IBufferWriter<byte> output) =>
        throw new NotSupportedException($"The framing '{name}' is your own: only you know how its messages are written.");

    // The framer knows its limit; this is for one that forgets it.
    private static bool IsOverLimit(long bytes, in CutRules rules) => bytes - ITcpFramer.MaxDelimitingBytes > rules.MaxMessageBytes;
}
