using System.Buffers;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>A piece of a sequence of several; may be linked anew when nobody holds that sequence any more.</summary>
internal sealed class SequencePart : ReadOnlySequenceSegment<byte>
{
    public SequencePart Start(ReadOnlyMemory<byte> memory)
    {
        Memory = memory;
        RunningIndex = 0;
        Next = null;
        return this;
    }

    public SequencePart Append(SequencePart next, ReadOnlyMemory<byte> memory)
    {
        next.Start(memory).RunningIndex = RunningIndex + Memory.Length;
        Next = next;
        return next;
    }
}
