using System.Buffers;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <content>What the framing keeps in the session.</content>
public sealed partial class TcpSession
{
    /// <summary>Gets the framing of this moment.</summary>
    /// <exception cref="SessionLostException">What is stored names a framing that this worker does not know.</exception>
    internal TcpFraming Framing(TcpServerRuntime server)
    {
        if (Record.Framing.Length == 0)
        {
            return server.Framing;
        }

        try
        {
            return TcpFraming.Decode(Record.Framing, server.Framers.GetValueOrDefault);
        }
        catch (FormatException unknown)
        {
            throw new SessionLostException(_uuid, unknown.Message);
        }
    }

    internal void AppendLeftover(in ReadOnlySequence<byte> bytes)
    {
        Record.Leftover.Append(bytes);
        _isChanged = true;
    }

    internal async ValueTask<ReadOnlySequence<byte>> ReadLeftoverAsync()
    {
        var leftover = Record.Leftover;
        if (leftover.Pieces == 0)
        {
            // The reader borrows the bytes while what is left of them is put in their place.
            return leftover.Length == 0 ? ReadOnlySequence<byte>.Empty : new ReadOnlySequence<byte>(leftover.Tail.ToArray());
        }

        var first = new SequencePart();
        var last = first;
        var isFirst = true;
        for (var piece = 0; piece < leftover.Pieces; piece += TcpSpool.PiecesAtOnce)
        {
            var count = Math.Min(TcpSpool.PiecesAtOnce, leftover.Pieces - piece);
            foreach (var bytes in await ReadPiecesAsync(leftover, piece, count, CancellationToken.None).ConfigureAwait(false))
            {
                last = isFirst ? first.Start(bytes) : last.Append(new SequencePart(), bytes);
                isFirst = false;
            }
        }

        last = last.Append(new SequencePart(), leftover.Tail.ToArray());
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    internal void KeepLeftover(in ReadOnlySequence<byte> remaining, in MessageCarry carry, string framing)
    {
        if (Record.Leftover.Length > 0 || !remaining.IsEmpty)
        {
            Discard(Record.Leftover);
            Record.Leftover.Append(remaining);
            _isChanged = true;
        }

        if (Record.Carry != carry || Record.Framing != framing)
        {
            Record.Carry = carry;
            Record.Framing = framing;
            _isChanged = true;
        }
    }
}
