using System.Buffers;
using System.Buffers.Binary;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The length stands in front of each message.</summary>
/// <param name="kind">How it is written.</param>
internal sealed class LengthCutter(TcpLengthPrefix kind) : MessageCutter
{
    private const int MaxPrefixBytes = VarInt.MaxBytes;

    public override string Text { get; } = "length:" + LengthPrefixText.Encode(kind);

    public override bool NeedsRaw => true;

    public override bool TryCut(ref ReadOnlySequence<byte> buffer, in CutRules rules, ref MessageCarry carry, out FramedMessage message)
    {
        message = default;
        Span<byte> copy = stackalloc byte[MaxPrefixBytes];
        scoped var head = buffer.FirstSpan;
        if (head.Length < MaxPrefixBytes && !buffer.IsSingleSegment)
        {
            var start = buffer.Slice(0, Math.Min(buffer.Length, MaxPrefixBytes));
            start.CopyTo(copy);
            head = copy[..(int)start.Length];
        }

        if (!TryReadLength(head, out var length, out var prefixBytes))
            return false;

        if (length > rules.MaxMessageBytes)
            throw TcpFramingException.TooLarge(length, rules.MaxMessageBytes);

        if (buffer.Length - prefixBytes < length)
            return false;

        message = new FramedMessage(buffer.Slice(prefixBytes, length));
        buffer = buffer.Slice(prefixBytes + length);
        return true;
    }

    public override bool MayComplete(in TcpLeftover left, in ReadOnlySequence<byte> added, in CutRules rules) =>
        !TryReadLength(left.Head, out var length, out var prefixBytes)
        || length > rules.MaxMessageBytes
        || left.Length + added.Length - prefixBytes >= length;

    public override void Frame(ReadOnlySpan<byte> payload, IBufferWriter<byte> output)
    {
        var largest = kind switch
        {
            TcpLengthPrefix.Byte => byte.MaxValue,
            TcpLengthPrefix.UInt16BigEndian or TcpLengthPrefix.UInt16LittleEndian => ushort.MaxValue,
            _ => int.MaxValue,
        };
        if (payload.Length > largest)
            throw new ArgumentException($"A length of {payload.Length} bytes does not fit the prefix; it holds {largest} at most.", nameof(payload));

        var prefix = output.GetSpan(MaxPrefixBytes);
        output.Advance(WriteLength(prefix, payload.Length));
        output.Write(payload);
    }

    private bool TryReadLength(ReadOnlySpan<byte> head, out long length, out int prefixBytes)
    {
        if (kind == TcpLengthPrefix.VarInt)
            return VarInt.TryRead(head, out length, out prefixBytes);

        prefixBytes = kind switch
        {
            TcpLengthPrefix.Byte => 1,
            TcpLengthPrefix.UInt16BigEndian or TcpLengthPrefix.UInt16LittleEndian => 2,
            _ => 4,
        };
        if (head.Length < prefixBytes)
        {
            length = 0;
            return false;
        }

        length = kind switch
        {
            TcpLengthPrefix.Byte => head[0],
            TcpLengthPrefix.UInt16BigEndian => BinaryPrimitives.ReadUInt16BigEndian(head),
            TcpLengthPrefix.UInt16LittleEndian => BinaryPrimitives.ReadUInt16LittleEndian(head),
            TcpLengthPrefix.UInt32BigEndian => BinaryPrimitives.ReadUInt32BigEndian(head),
            _ => BinaryPrimitives.ReadUInt32LittleEndian(head),
        };
        return true;
    }

    private int WriteLength(Span<byte> prefix, int length)
    {
        switch (kind)
        {
            case TcpLengthPrefix.Byte:
                prefix[0] = (byte)length;
                return 1;
            case TcpLengthPrefix.UInt16BigEndian:
                BinaryPrimitives.WriteUInt16BigEndian(prefix, (ushort)length);
                return 2;
            case TcpLengthPrefix.UInt16LittleEndian:
                BinaryPrimitives.WriteUInt16LittleEndian(prefix, (ushort)length);
                return 2;
            case TcpLengthPrefix.UInt32BigEndian:
                BinaryPrimitives.WriteUInt32BigEndian(prefix, (uint)length);
                return 4;
            case TcpLengthPrefix.UInt32LittleEndian:
                BinaryPrimitives.WriteUInt32LittleEndian(prefix, (uint)length);
                return 4;
            default:
                return VarInt.Write(prefix, length);
        }
    }
}
