using System.Buffers;
using System.Globalization;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Messages of a length that both sides know.</summary>
/// <param name="bytes">The length.</param>
/// <param name="isForOneMessage">Whether only the next message has it.</param>
internal sealed class FixedCutter(long bytes, bool isForOneMessage) : MessageCutter
{
    public override string Text { get; } = string.Create(CultureInfo.InvariantCulture, $"{(isForOneMessage ? "next" : "fixed")}:{bytes}");

    public override bool NeedsRaw => true;

    public override bool IsForOneMessage => isForOneMessage;

    public override bool TryCut(ref ReadOnlySequence<byte> buffer, in CutRules rules, ref MessageCarry carry, out FramedMessage message)
    {
        if (bytes > rules.MaxMessageBytes)
            throw TcpFramingException.TooLarge(bytes, rules.MaxMessageBytes);

        if (buffer.Length < bytes)
        {
            message = default;
            return false;
        }

        message = new FramedMessage(buffer.Slice(0, bytes));
        buffer = buffer.Slice(bytes);
        return true;
    }

    public override bool MayComplete(in TcpLeftover left, in ReadOnlySequence<byte> added, in CutRules rules) =>
        left.Length + added.Length >= bytes || bytes > rules.MaxMessageBytes;

    public override void Frame(ReadOnlySpan<byte> payload, IBufferWriter<byte> output)
    {
        if (payload.Length != bytes)
            throw new ArgumentException($"A message of this framing has {bytes} bytes, not {payload.Length}.", nameof(payload));

        output.Write(payload);
    }
}
