using System.Buffers;

namespace RoadRunner.TestKit;

/// <summary>Cuts bytes into sequences, because parsers fail at the seams.</summary>
public static class Cut
{
    /// <summary>Makes a sequence of two segments; one of them is empty when the cut is at an end.</summary>
    /// <param name="bytes">The bytes; not copied.</param>
    /// <param name="index">Where the second segment starts.</param>
    public static ReadOnlySequence<byte> At(ReadOnlyMemory<byte> bytes, int index) => Into([bytes[..index], bytes[index..]]);

    /// <summary>Makes a sequence with one byte in each segment.</summary>
    /// <param name="bytes">The bytes; not copied.</param>
    public static ReadOnlySequence<byte> EveryByte(ReadOnlyMemory<byte> bytes)
    {
        var parts = new ReadOnlyMemory<byte>[bytes.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            parts[index] = bytes.Slice(index, 1);
        }

        return Into(parts);
    }

    /// <summary>Makes a sequence with the given parts as segments.</summary>
    /// <param name="parts">The parts in order; not copied, empty ones stay as empty segments.</param>
    public static ReadOnlySequence<byte> Into(params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        if (parts.IsEmpty)
        {
            return ReadOnlySequence<byte>.Empty;
        }

        var first = new Segment(parts[0], previous: null);
        var last = first;
        foreach (var part in parts[1..])
        {
            last = new Segment(part, last);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous is not null)
            {
                RunningIndex = previous.RunningIndex + previous.Memory.Length;
                previous.Next = this;
            }
        }
    }
}
