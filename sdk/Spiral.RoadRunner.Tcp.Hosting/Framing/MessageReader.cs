using System.Buffers;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Cuts the messages of one event of a connection out of what earlier events have left and of its own bytes.</summary>
/// <remarks>
/// One object serves event after event, of any connection: <see cref="Begin"/>, <see cref="TryRead"/> until it finds nothing, keep
/// <see cref="Remaining"/> and <see cref="Carry"/>, <see cref="End"/>. Ask <see cref="MayComplete"/> before a long leftover is fetched.
/// Not safe to use from several threads at once. Allocates nothing as long as leftover and body are one piece each.
/// After an exception there is nothing to keep: only <see cref="Begin"/> and <see cref="End"/> may follow.
/// </remarks>
internal sealed class MessageReader
{
    private readonly SequencePart _leftPart = new();
    private readonly SequencePart _bodyPart = new();
    private ReadOnlySequence<byte> _buffer;
    private TcpFraming? _framing;
    private CutRules _rules;
    private MessageCarry _carry;
    private long _maxMessageBytes;
    private bool _isSpent;

    /// <summary>Gets or sets how the bytes behind the last message are cut.</summary>
    /// <exception cref="InvalidOperationException">Outside of an event; or, when set, while a message is being thrown away.</exception>
    public TcpFraming Framing
    {
        get => _framing ?? throw new InvalidOperationException("There is no event.");
        set
        {
            if (_carry.IsDiscarding)
                throw new InvalidOperationException("A message that is too large is being thrown away; the framing can change behind its end.");

            _framing = value;
            _rules = Rules(value, _maxMessageBytes);
            _isSpent = false;
        }
    }

    /// <summary>Gets the bytes that no message took: to be kept for the next event once <see cref="TryRead"/> has found nothing. Borrowed, like the messages.</summary>
    public ReadOnlySequence<byte> Remaining => _buffer;

    /// <summary>Gets what has to be kept beside them.</summary>
    public MessageCarry Carry => _carry;

    /// <summary>Gets a value indicating whether the framing was for one message, which has been read: the one that follows has to be set.</summary>
    public bool IsSpent => _isSpent;

    /// <summary>Says whether an event gives a message or an error; otherwise its bytes only have to be put behind the leftover.</summary>
    /// <param name="framing">The framing that left the leftover.</param>
    /// <param name="maxMessageBytes">The limit of the application.</param>
    /// <param name="carry">What was kept beside the leftover.</param>
    /// <param name="left">The leftover: what <see cref="Remaining"/> was when <see cref="TryRead"/> found nothing, and what was put behind it since.</param>
    /// <param name="added">The body of the event.</param>
    public static bool MayComplete(TcpFraming framing, long maxMessageBytes, in MessageCarry carry, in TcpLeftover left, in ReadOnlySequence<byte> added) =>
        carry.IsDiscarding
        || left.Length <= TcpLeftover.KnownBytes
        || framing.Cutter.MayComplete(left, added, Rules(framing, maxMessageBytes));

    /// <summary>Starts with an event.</summary>
    /// <param name="framing">How its bytes are cut.</param>
    /// <param name="maxMessageBytes">The limit of the application, for framings without one of their own; at least 1.</param>
    /// <param name="carry">What was kept beside the leftover.</param>
    /// <param name="left">The leftover; not copied.</param>
    /// <param name="body">The bytes of the event; not copied.</param>
    /// <exception cref="ArgumentException">A message is to be thrown away, but by this framing nobody knows where it ends.</exception>
    public void Begin(TcpFraming framing, long maxMessageBytes, in MessageCarry carry, in ReadOnlySequence<byte> left, in ReadOnlySequence<byte> body)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessageBytes, 1);
        if (carry.IsDiscarding && !framing.IsDelimited)
            throw new ArgumentException($"The framing '{framing}' cannot discard the rest of a message.", nameof(carry));

        _maxMessageBytes = maxMessageBytes;
        _carry = default;
        Framing = framing;
        _carry = carry;
        _buffer = left.IsEmpty ? body : body.IsEmpty ? left : Join(left, body);
    }

    /// <summary>Takes the next message.</summary>
    /// <param name="message">The message; borrowed until <see cref="End"/>.</param>
    /// <returns>False when more bytes are needed.</returns>
    /// <exception cref="TcpFramingException">The bytes cannot become a message any more, or one that is too large.</exception>
    /// <exception cref="InvalidOperationException">The framing was for one message and has not been set since; or a custom framer breaks its contract.</exception>
    public bool TryRead(out FramedMessage message)
    {
        var cutter = Framing.Cutter;
        if (_isSpent)
            throw new InvalidOperationException($"The framing '{Framing}' was for one message: set the one that follows while you handle it.");

        if (!cutter.TryCut(ref _buffer, _rules, ref _carry, out message))
            return false;

        _isSpent = cutter.IsForOneMessage;
        return true;
    }

    /// <summary>Lets go of the bytes of the event.</summary>
    public void End()
    {
        _buffer = default;
        _carry = default;
        _framing = null;
        _leftPart.Start(default);
        _bodyPart.Start(default);
    }

    private static CutRules Rules(TcpFraming framing, long maxMessageBytes) =>
        new(framing.MaxMessageBytes ?? maxMessageBytes, framing.KeepDelimiter, framing.Oversize);

    private ReadOnlySequence<byte> Join(in ReadOnlySequence<byte> left, in ReadOnlySequence<byte> body)
    {
        SequencePart? first = null;
        SequencePart? last = null;
        foreach (var memory in left)
        {
            last = last is null ? first = _leftPart.Start(memory) : last.Append(new SequencePart(), memory);
        }

        SequencePart? spare = _bodyPart;
        foreach (var memory in body)
        {
            last = last!.Append(spare ?? new SequencePart(), memory);
            spare = null;
        }

        return new ReadOnlySequence<byte>(first!, 0, last!, last!.Memory.Length);
    }
}
