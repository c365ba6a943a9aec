using System.Buffers;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>How the bytes of a connection are cut into messages.</summary>
/// <remarks>Never changes, so it is safe to use from any thread and worth to be kept in a static field; <c>With…</c> gives a changed copy. Two that cut alike are equal.</remarks>
public sealed partial class TcpFraming : IEquatable<TcpFraming>
{
    private readonly string _text;

    private TcpFraming(MessageCutter cutter)
        : this(cutter, keepDelimiter: false, maxMessageBytes: null, TcpOversize.Fail)
    {
    }

    private TcpFraming(MessageCutter cutter, bool keepDelimiter, long? maxMessageBytes, TcpOversize oversize)
    {
        Cutter = cutter;
        KeepDelimiter = keepDelimiter;
        MaxMessageBytes = maxMessageBytes;
        Oversize = oversize;
        _text = FramingText.Encode(this);
    }

    /// <summary>Gets a value indicating whether a message keeps what delimits it.</summary>
    /// <value>Default: false.</value>
    public bool KeepDelimiter { get; }

    /// <summary>Gets the largest message, without its delimiter or prefix, in bytes.</summary>
    /// <value>At least 1; null, the default, leaves it to the application.</value>
    public long? MaxMessageBytes { get; }

    /// <summary>Gets what happens to a message that is larger.</summary>
    /// <value>Default: <see cref="TcpOversize.Fail"/>.</value>
    public TcpOversize Oversize { get; }

    /// <summary>Gets a value indicating whether the framing only works where the server cuts nothing, see <c>host.servers.NAME.framing: raw</c>.</summary>
    /// <value>True for a length prefix and for fixed lengths: a server that waits for a delimiter may hold their bytes back for ever.</value>
    public bool NeedsRaw => Cutter.NeedsRaw;

    /// <summary>Gets a value indicating whether a delimiter ends the messages, so that it can be kept, and messages be thrown away up to it.</summary>
    public bool IsDelimited => Cutter is TerminatedCutter;

    internal MessageCutter Cutter { get; }

    /// <summary>Says whether two cut alike.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(TcpFraming? left, TcpFraming? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Says whether two do not cut alike.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(TcpFraming? left, TcpFraming? right) => !(left == right);

    /// <summary>Gives a framing whose messages keep what delimits them, or do not.</summary>
    /// <param name="keep">Whether they do.</param>
    /// <exception cref="InvalidOperationException">No delimiter ends the messages, see <see cref="IsDelimited"/>.</exception>
    public TcpFraming WithKeepDelimiter(bool keep = true) => !keep || IsDelimited
        ? new TcpFraming(Cutter, keep, MaxMessageBytes, Oversize)
        : throw new InvalidOperationException($"The framing '{_text}' has no delimiter to keep.");

    /// <summary>Gives a framing with another largest message.</summary>
    /// <param name="bytes">At least 1, without delimiter or prefix; null leaves it to the application.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public TcpFraming WithMaxMessageBytes(long? bytes)
    {
        if (bytes is { } limit)
            ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, nameof(bytes));

        return new TcpFraming(Cutter, KeepDelimiter, bytes, Oversize);
    }

    /// <summary>Gives a framing that treats messages that are too large otherwise.</summary>
    /// <param name="oversize">What happens to them.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the values.</exception>
    /// <exception cref="InvalidOperationException">They are to be thrown away, but no delimiter would tell where they end, see <see cref="IsDelimited"/>.</exception>
    public TcpFraming WithOversize(TcpOversize oversize)
    {
        if (oversize is not (TcpOversize.Fail or TcpOversize.Discard))
            throw new ArgumentOutOfRangeException(nameof(oversize), oversize, "Not a way to treat large messages.");

        return oversize == TcpOversize.Fail || IsDelimited
            ? new TcpFraming(Cutter, KeepDelimiter, MaxMessageBytes, oversize)
            : throw new InvalidOperationException($"The framing '{_text}' cannot discard a message: no delimiter tells where it ends.");
    }

    /// <summary>Says whether every event of a server that cuts at a delimiter ends where a message of this framing ends, so that nothing is ever left over.</summary>
    /// <param name="serverDelimiter">The delimiter of the server.</param>
    /// <returns>False also where it cannot be told, as for an own framer.</returns>
    public bool IsAlignedWith(ReadOnlySpan<byte> serverDelimiter) => Cutter.IsAlignedWith(serverDelimiter);

    /// <summary>Writes one message with what delimits it, or with its length in front.</summary>
    /// <remarks>
    /// The other side reads exactly the payload back. One that holds the delimiter is refused, because it would arrive as several
    /// messages: write it some other way, as <c>^</c> in a JSON document as <c>\u005e</c>, or a mail's lines that begin with a point with two.
    /// <see cref="UntilTerminator(string, bool)"/> adds the line end that the last line lacks.
    /// </remarks>
    /// <param name="payload">The message.</param>
    /// <param name="output">Where to.</param>
    /// <exception cref="ArgumentException">The payload cannot be a message of this framing: it holds the delimiter, is longer than the prefix can say, or has not the fixed length. Nothing has been written.</exception>
    /// <exception cref="NotSupportedException">The framer is a custom one.</exception>
    public void Frame(ReadOnlySpan<byte> payload, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        Cutter.Frame(payload, output);
    }

    /// <summary>Gets the framing as text, for a session that another worker reads.</summary>
    /// <returns>ASCII, at most 256 characters; stays readable for later releases.</returns>
    public string Encode() => _text;

    /// <summary>Reads what <see cref="Encode"/> gave.</summary>
    /// <param name="text">The text.</param>
    /// <param name="customs">Gives the framer of a name, see <see cref="Custom"/>; null, or no function, when there is none.</param>
    /// <exception cref="FormatException">The text is of no form that this release knows, or names a framer that this worker has not got.</exception>
    public static TcpFraming Decode(string text, Func<string, ITcpFramer?>? customs = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FramingText.Decode(text, customs);
    }

    /// <summary>Says whether another one cuts alike.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(TcpFraming? other) =>
        other is not null && _text == other._text && (Cutter as CustomCutter)?.Framer == (other.Cutter as CustomCutter)?.Framer;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TcpFraming);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Gets the text of <see cref="Encode"/>.</summary>
    public override string ToString() => _text;
}
