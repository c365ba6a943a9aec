using System.Buffers;
using System.Runtime.InteropServices;

namespace RoadRunner.Host.Tcp;

/// <summary>Cuts delimited messages out of the buffered bytes of a connection, however the bytes were cut on their way.</summary>
/// <remarks>It remembers how far it has looked, so a long message that arrives in small pieces is searched once, not once for each piece.</remarks>
[StructLayout(LayoutKind.Auto)]
internal struct MessageCutter(ReadOnlyMemory<byte> delimiter)
{
    private long _searched;

    /// <summary>Takes one message off the front.</summary>
    /// <param name="buffer">The bytes; moved behind the message when there is one. Must start where the last call left off.</param>
    /// <param name="message">The message with its delimiter.</param>
    public bool TryCut(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> message)
    {
        var end = FindEnd(buffer);
        if (end < 0)
        {
            // The start of a delimiter may lie at the end.
            _searched = Math.Max(0, buffer.Length - delimiter.Length + 1);
            message = default;
            return false;
        }

        _searched = 0;
        message = buffer.Slice(0, end);
        buffer = buffer.Slice(end);
        return true;
    }

    private readonly long FindEnd(in ReadOnlySequence<byte> buffer)
    {
        if (buffer.IsSingleSegment)
        {
            var at = buffer.FirstSpan[(int)_searched..].IndexOf(delimiter.Span);
            return at < 0 ? -1 : _searched + at + delimiter.Length;
        }

        var reader = new SequenceReader<byte>(buffer.Slice(_searched));
        return reader.TryReadTo(out ReadOnlySequence<byte> _, delimiter.Span) ? _searched + reader.Consumed : -1;
    }
}
