using System.Buffers;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Messages that end in something, which is searched once however the bytes arrive.</summary>
internal abstract class TerminatedCutter : MessageCutter
{
    /// <summary>The longest end of a message, so that all but its last byte is within the known tail of a leftover.</summary>
    public const int MaxDelimiterBytes = TcpLeftover.KnownBytes;

    /// <summary>Gets how many of the last bytes can be the beginning of an end: the longest end but one byte.</summary>
    public abstract int TailBytes { get; }

    /// <summary>Gets how many bytes of the end belong to the message.</summary>
    protected virtual int SharedBytes => 0;

    public sealed override bool TryCut(ref ReadOnlySequence<byte> buffer, in CutRules rules, ref MessageCarry carry, out FramedMessage message)
    {
        if (!carry.IsDiscarding)
            SkipGap(ref buffer);

        if (!TryFindEnd(buffer, atStart: !carry.IsDiscarding, out var end))
        {
            message = default;
            if (carry.IsDiscarding || IsOverLimit(buffer, rules))
                Discard(ref buffer, ref carry);

            return false;
        }

        if (carry.IsDiscarding || end.ContentBytes > rules.MaxMessageBytes)
        {
            if (!carry.IsDiscarding && rules.Oversize == TcpOversize.Fail)
                throw TcpFramingException.TooLarge(end.ContentBytes, rules.MaxMessageBytes);

            message = new FramedMessage(default, carry.DiscardedBytes + end.ContentBytes);
            carry = default;
        }
        else
        {
            message = new FramedMessage(buffer.Slice(0, rules.KeepDelimiter ? end.Bytes : end.ContentBytes));
        }

        buffer = buffer.Slice(end.Bytes);
        return true;
    }

    public sealed override bool MayComplete(in TcpLeftover left, in ReadOnlySequence<byte> added, in CutRules rules)
    {
        Span<byte> window = stackalloc byte[2 * MaxDelimiterBytes];
        var known = Push(window, 0, left.Tail);
        if (TrySearch(window, ref known, added, out _))
            return true;

        var bytes = left.Length + added.Length + SharedBytes;
        return bytes > rules.MaxMessageBytes && bytes - PartialBytes(window[..known]) > rules.MaxMessageBytes;
    }

    public sealed override void Frame(ReadOnlySpan<byte> payload, IBufferWriter<byte> output)
    {
        var closing = ClosingOf(payload);
        if (!IsReadBack(payload, closing))
            throw new ArgumentException($"The payload of {payload.Length} bytes holds what ends a message of the framing '{Text}'; it would arrive as several.", nameof(payload));

        output.Write(payload);
        output.Write(closing);
    }

    /// <summary>Finds the first end.</summary>
    /// <param name="bytes">Where to look.</param>
    /// <param name="atStart">Whether the first byte is the first one of a message.</param>
    /// <param name="contentBytes">Up to the end of the message itself.</param>
    /// <param name="endBytes">Up to the end of what delimits it.</param>
    protected abstract bool TryFind(ReadOnlySpan<byte> bytes, bool atStart, out int contentBytes, out int endBytes);

    /// <summary>Gets how many of the last bytes are the beginning of an end, as many as can be.</summary>
    /// <param name="tail">The last bytes, <see cref="TailBytes"/> of them unless there are fewer.</param>
    protected abstract int PartialBytes(ReadOnlySpan<byte> tail);

    /// <summary>Says whether these bytes, all that there are, may become an end without a message in front of it.</summary>
    /// <param name="bytes">All bytes of the message.</param>
    protected virtual bool MayEndAtStart(ReadOnlySpan<byte> bytes) => false;

    /// <summary>Gets what has to follow a payload.</summary>
    /// <param name="payload">The payload.</param>
    protected abstract ReadOnlySpan<byte> ClosingOf(ReadOnlySpan<byte> payload);

    /// <summary>Takes off what stands between two messages and belongs to none.</summary>
    /// <param name="buffer">The bytes from the end of the last message.</param>
    protected virtual void SkipGap(ref ReadOnlySequence<byte> buffer)
    {
    }

    // Exact: what may still become the end of a message within the limit is not counted, so the cuts make no difference.
    private bool IsOverLimit(in ReadOnlySequence<byte> buffer, in CutRules rules)
    {
        var bytes = buffer.Length + SharedBytes;
        if (bytes <= rules.MaxMessageBytes)
            return false;

        Span<byte> tail = stackalloc byte[MaxDelimiterBytes];
        tail = tail[..(int)Math.Min(buffer.Length, TailBytes)];
        buffer.Slice(buffer.Length - tail.Length).CopyTo(tail);
        bytes -= PartialBytes(tail);
        if (bytes <= rules.MaxMessageBytes || (tail.Length == buffer.Length && MayEndAtStart(tail)))
            return false;

        return rules.Oversize == TcpOversize.Discard
            ? true
            : throw TcpFramingException.TooLarge(bytes, rules.MaxMessageBytes);
    }

    private void Discard(ref ReadOnlySequence<byte> buffer, ref MessageCarry carry)
    {
        var gone = Math.Max(0, buffer.Length - TailBytes);
        buffer = buffer.Slice(gone);
        carry = new MessageCarry(true, carry.DiscardedBytes + gone);
    }

    private bool TryFindEnd(in ReadOnlySequence<byte> buffer, bool atStart, out MessageEnd end)
    {
        if (buffer.IsSingleSegment)
        {
            var isFound = TryFind(buffer.FirstSpan, atStart, out var contentBytes, out var endBytes);
            end = new MessageEnd(contentBytes, endBytes);
            return isFound;
        }

        Span<byte> window = stackalloc byte[2 * MaxDelimiterBytes];
        var known = 0;
        if (atStart)
        {
            var head = buffer.Slice(0, Math.Min(buffer.Length, MaxDelimiterBytes));
            head.CopyTo(window);
            if (TryFind(window[..(int)head.Length], atStart: true, out var contentBytes, out var endBytes))
            {
                end = new MessageEnd(contentBytes, endBytes);
                return true;
            }
        }

        return TrySearch(window, ref known, buffer, out end);
    }

    // The window holds the last bytes of what has been looked through; an end that is cut lies in it and the next ones.
    private bool TrySearch(Span<byte> window, ref int known, in ReadOnlySequence<byte> sequence, out MessageEnd end)
    {
        long offset = 0;
        foreach (var part in sequence)
        {
            var bytes = part.Span;
            var seam = known + Math.Min(bytes.Length, TailBytes);
            bytes[..(seam - known)].CopyTo(window[known..]);
            if (known > 0 && TryFind(window[..seam], atStart: false, out var contentBytes, out var endBytes))
            {
                end = new MessageEnd(offset - known + contentBytes, offset - known + endBytes);
                return true;
            }

            if (TryFind(bytes, atStart: false, out contentBytes, out endBytes))
            {
                end = new MessageEnd(offset + contentBytes, offset + endBytes);
                return true;
            }

            known = Push(window, known, bytes);
            offset += bytes.Length;
        }

        end = default;
        return false;
    }

    private int Push(Span<byte> tail, int known, ReadOnlySpan<byte> bytes)
    {
        var fresh = bytes[Math.Max(0, bytes.Length - TailBytes)..];
        var stay = Math.Min(known, TailBytes - fresh.Length);
        tail.Slice(known - stay, stay).CopyTo(tail);
        fresh.CopyTo(tail[stay..]);
        return stay + fresh.Length;
    }

    private bool IsReadBack(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> closing)
    {
        if (TryFind(payload, atStart: true, out _, out _))
            return false;

        Span<byte> window = stackalloc byte[2 * MaxDelimiterBytes];
        var known = Push(window, 0, payload);
        closing.CopyTo(window[known..]);
        window = window[..(known + closing.Length)];
        return TryFind(window, atStart: known == payload.Length, out _, out var endBytes) && endBytes == window.Length;
    }
}
