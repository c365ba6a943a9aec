using System.Buffers;
using System.Runtime.InteropServices;
using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Tcp;

/// <summary>Cuts the buffered bytes of a connection into the bodies of Data events, by the framing of its server.</summary>
/// <remarks>
/// <c>exact</c>: one delimited message, however its bytes were cut on their way, and the whole messages behind it as far as
/// <c>batch_bytes</c> goes. It remembers how far it has looked, so a long message that arrives in small pieces is searched once,
/// not once for each piece. <c>raw</c>: whatever is there.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal struct EventCutter(TcpServerOptions server)
{
    private readonly bool _isRaw = server.Framing == FramingMode.Raw;

    // How far the first message has been searched, and its length if that was found out on the way.
    private long _searched;
    private long _known;

    // The same place in a buffer of many segments, and the segment that the buffer began with.
    private SequencePosition _place;
    private object? _start;

    /// <summary>Takes the body of one event off the front.</summary>
    /// <param name="buffer">The bytes; moved behind the event when there is one. Must start where the last call left off.</param>
    /// <param name="body">The body; messages are with their delimiters.</param>
    public CutResult Cut(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> body)
    {
        body = default;
        long length;
        if (_isRaw)
        {
            length = Math.Min(buffer.Length, server.MaxReadBytes);
        }
        else if (!TryMeasure(buffer, out length))
        {
            return buffer.Length > server.MaxMessageBytes ? CutResult.TooLarge : CutResult.Incomplete;
        }
        else if (length > server.MaxMessageBytes)
        {
            return CutResult.TooLarge;
        }
        else if (length < server.BatchBytes)
        {
            length = AddMessages(buffer, length);
        }

        if (length == 0)
        {
            return CutResult.Incomplete;
        }

        body = buffer.Slice(0, length);
        buffer = buffer.Slice(length);
        return CutResult.Event;
    }

    /// <summary>Returns the length of the first message and of those behind it that are complete and fit.</summary>
    private long AddMessages(in ReadOnlySequence<byte> buffer, long length)
    {
        while (length < server.BatchBytes && TryMeasure(buffer.Slice(length), out var next))
        {
            if (next > server.MaxMessageBytes || length + next > server.BatchBytes)
            {
                _known = next;
                break;
            }

            length += next;
        }

        return length;
    }

    /// <summary>Finds out how long the first message is, with its delimiter.</summary>
    private bool TryMeasure(in ReadOnlySequence<byte> buffer, out long length)
    {
        var rest = Rest(buffer);
        length = _known > 0 ? _known : FindEnd(rest);
        _known = 0;

        // The start of a delimiter may lie at the end.
        _searched = length < 0 ? Math.Max(0, buffer.Length - server.Delimiter.Length + 1) : 0;
        (_place, _start) = (default, null);
        if (_searched > 0 && !buffer.IsSingleSegment)
        {
            _place = rest.GetPosition(Math.Max(0, rest.Length - server.Delimiter.Length + 1));
            _start = buffer.Start.GetObject();
        }

        return length >= 0;
    }

    /// <summary>Returns what has not been searched. To count to it would cost a step for each segment, and with that, over all reads, their square.</summary>
    private readonly ReadOnlySequence<byte> Rest(in ReadOnlySequence<byte> buffer) => _searched == 0 ? buffer
        : _start is not null && ReferenceEquals(_start, buffer.Start.GetObject()) ? buffer.Slice(_place)
        : buffer.Slice(_searched);

    private readonly long FindEnd(in ReadOnlySequence<byte> rest)
    {
        var delimiter = server.Delimiter.Span;
        if (rest.IsSingleSegment)
        {
            var at = rest.FirstSpan.IndexOf(delimiter);
            return at < 0 ? -1 : _searched + at + delimiter.Length;
        }

        var reader = new SequenceReader<byte>(rest);
        return reader.TryReadTo(out ReadOnlySequence<byte> _, delimiter) ? _searched + reader.Consumed : -1;
    }
}
