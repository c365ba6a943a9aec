using System.Buffers;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Cuts the bytes of a connection into messages.</summary>
/// <remarks>
/// A framer has no state: the bytes that it leaves are kept with the session and shown to it again, perhaps in another worker,
/// in front of those that came later. Must be safe to use from several threads.
/// </remarks>
public interface ITcpFramer
{
    /// <summary>What may stand around a message beside its own bytes. A framer that leaves more than this and the largest message is stopped with <see cref="TcpFramingError.TooLarge"/>.</summary>
    public const int MaxDelimitingBytes = 64 * 1024;

    /// <summary>Gets a value indicating whether the framer only works where the server cuts nothing, see <c>host.servers.NAME.framing: raw</c>.</summary>
    /// <value>Default: false.</value>
    public bool NeedsRaw => false;

    /// <summary>Takes one message off the front.</summary>
    /// <param name="buffer">
    /// The bytes, at least one, from the start of a message; moved behind the message and what delimits it when there is one, by one byte or more.
    /// Left alone otherwise, but for bytes that belong to no message.
    /// </param>
    /// <param name="maxMessageBytes">The largest message; a length that the bytes declare has to be compared with it before it is believed.</param>
    /// <param name="message">The message without what delimits it; a part of <paramref name="buffer"/>.</param>
    /// <returns>False when more bytes are needed.</returns>
    /// <exception cref="TcpFramingException">The bytes cannot become a message any more, or one that is too large.</exception>
    public bool TryCut(ref ReadOnlySequence<byte> buffer, long maxMessageBytes, out ReadOnlySequence<byte> message);

    /// <summary>Says whether bytes that were added to what was left can have completed a message, so that long leftovers need not be looked through, or even fetched, for every few bytes.</summary>
    /// <remarks>Not asked for a leftover of <see cref="TcpLeftover.KnownBytes"/> or fewer: there <see cref="TryCut"/> costs nothing.</remarks>
    /// <param name="left">What was left before.</param>
    /// <param name="added">The bytes that came now.</param>
    /// <returns>False when <see cref="TryCut"/> would find nothing and throw nothing. Default: true.</returns>
    public bool MayComplete(in TcpLeftover left, in ReadOnlySequence<byte> added) => true;
}
