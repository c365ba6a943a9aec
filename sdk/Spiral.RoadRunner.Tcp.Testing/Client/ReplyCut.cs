using System.Buffers;
using System.Runtime.InteropServices;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Which part of what the server sends is waited for.</summary>
/// <param name="Kind">What ends it.</param>
/// <param name="Bytes">The bytes that end it, or that it is expected to be.</param>
/// <param name="Length">How many bytes it has.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReplyCut(ReplyCutKind Kind, ReadOnlyMemory<byte> Bytes, int Length = 0)
{
    public static ReplyCut End => new(ReplyCutKind.End, default);

    public static ReplyCut Count(int count) => new(ReplyCutKind.Count, default, count);

    public static ReplyCut Expected(ReadOnlyMemory<byte> bytes) => new(ReplyCutKind.Expected, bytes, bytes.Length);

    /// <summary>Returns true when the part is there, or bytes that are not what is expected.</summary>
    public bool TryCut(in ReadOnlySequence<byte> buffer, bool isCompleted, out ReadOnlySequence<byte> part)
    {
        var length = LengthIn(buffer, isCompleted);
        part = length < 0 ? default : buffer.Slice(0, length);
        return length >= 0;
    }

    private long LengthIn(in ReadOnlySequence<byte> buffer, bool isCompleted)
    {
        switch (Kind)
        {
            case ReplyCutKind.Until:
                var reader = new SequenceReader<byte>(buffer);
                return reader.TryReadTo(out ReadOnlySequence<byte> _, Bytes.Span) ? reader.Consumed : -1;
            case ReplyCutKind.Count:
                return buffer.Length >= Length ? Length : -1;
            case ReplyCutKind.Expected:
                return buffer.Length >= Length ? Length : Differs(buffer) ? buffer.Length : -1;
            default:
                return isCompleted ? buffer.Length : -1;
        }
    }

    private bool Differs(in ReadOnlySequence<byte> buffer) =>
        !buffer.IsEmpty && !new SequenceReader<byte>(buffer).IsNext(Bytes.Span[..(int)buffer.Length]);
}
