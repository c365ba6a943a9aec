using System.Buffers;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>One way to cut. Has no state of its own, so one object serves all connections.</summary>
internal abstract class MessageCutter
{
    /// <summary>Gets how the kind and its arguments are written, see <see cref="TcpFraming.Encode"/>.</summary>
    public abstract string Text { get; }

    public virtual bool NeedsRaw => false;

    /// <summary>Gets a value indicating whether there is one message only, after which somebody has to say how it goes on.</summary>
    public virtual bool IsForOneMessage => false;

    /// <summary>Takes one message off the front.</summary>
    /// <param name="buffer">The bytes of the current message and of those behind it; moved behind the message, or behind bytes that nobody needs.</param>
    /// <param name="rules">The options.</param>
    /// <param name="carry">Whether, and how far, the current message is being thrown away.</param>
    /// <param name="message">The message.</param>
    /// <returns>False when more bytes are needed.</returns>
    /// <exception cref="TcpFramingException">There will be no message.</exception>
    public abstract bool TryCut(ref ReadOnlySequence<byte> buffer, in CutRules rules, ref MessageCarry carry, out FramedMessage message);

    /// <summary>Says whether <see cref="TryCut"/> would do anything but ask for more bytes.</summary>
    /// <param name="left">More than <see cref="TcpLeftover.KnownBytes"/> bytes in which there is no message.</param>
    /// <param name="added">The bytes behind them.</param>
    /// <param name="rules">The options.</param>
    public abstract bool MayComplete(in TcpLeftover left, in ReadOnlySequence<byte> added, in CutRules rules);

    /// <inheritdoc cref="TcpFraming.Frame"/>
    public abstract void Frame(ReadOnlySpan<byte> payload, IBufferWriter<byte> output);

    /// <inheritdoc cref="TcpFraming.IsAlignedWith"/>
    public virtual bool IsAlignedWith(ReadOnlySpan<byte> serverDelimiter) => false;
}
