using System.Buffers;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>All that is there is a message.</summary>
internal sealed class RawCutter : MessageCutter
{
    public override string Text => "raw";

    public override bool TryCut(ref ReadOnlySequence<byte> buffer, in CutRules rules, ref MessageCarry carry, out FramedMessage message)
    {
        if (buffer.IsEmpty)
        {
            message = default;
            return false;
        }

        // What the server gives at once is the server's to limit: cutting it would make borders where the client made none.
        message = new FramedMessage(buffer);
        buffer = buffer.Slice(buffer.End);
        return true;
    }

    public override bool MayComplete(in TcpLeftover left, in ReadOnlySequence<byte> added, in CutRules rules) => true;

    public override void Frame(ReadOnlySpan<byte> payload, IBufferWriter<byte> output) => output.Write(payload);

    public override bool IsAlignedWith(ReadOnlySpan<byte> serverDelimiter) => true;
}
