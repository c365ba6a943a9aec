using System.Buffers;
using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <content>The kinds.</content>
public sealed partial class TcpFraming
{
    /// <summary>The longest delimiter or terminator, in bytes.</summary>
    public const int MaxDelimiterBytes = TerminatedCutter.MaxDelimiterBytes;

    /// <summary>The longest name of a custom framing, in characters.</summary>
    public const int MaxNameLength = 64;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

    /// <summary>Gets the framing of lines that end in CR LF. A lone LF, or CR, is a part of a line, as SMTP wants it.</summary>
    public static TcpFraming Lines { get; } = new(new DelimiterCutter("\r\n"u8.ToArray()));

    /// <summary>Gets the framing of lines that end in LF. A CR in front of it is a part of the line.</summary>
    public static TcpFraming LfLines { get; } = new(new DelimiterCutter("\n"u8.ToArray()));

    /// <summary>Gets the framing of lines that end in LF or CR LF, for people who come by telnet or netcat.</summary>
    /// <remarks>Not for protocols that others relay, as SMTP: where two programs differ about what ends a line, commands can be smuggled.</remarks>
    public static TcpFraming AnyLines { get; } = new(new AnyLineCutter());

    /// <summary>Gets the framing in which a message ends at the first empty line; lines end in LF or CR LF. The message has no line end behind its last line.</summary>
    public static TcpFraming BlankLine { get; } = new(new BlankLineCutter());

    /// <summary>Gets the framing in which whatever the server read is a message, after a switch with what was left in front of it. The limit means nothing to it: the server bounds what it reads.</summary>
    public static TcpFraming Raw { get; } = new(new RawCutter());

    /// <summary>Makes a framing whose messages end in a delimiter.</summary>
    /// <param name="delimiter">1 to <see cref="MaxDelimiterBytes"/> bytes; copied.</param>
    /// <exception cref="ArgumentException">It is empty or too long.</exception>
    public static TcpFraming Delimiter(ReadOnlyMemory<byte> delimiter) => new(new DelimiterCutter(Checked(delimiter.Span, nameof(delimiter))));

    /// <inheritdoc cref="Delimiter(ReadOnlyMemory{byte})"/>
    /// <param name="delimiter">1 to <see cref="MaxDelimiterBytes"/> bytes in UTF-8.</param>
    public static TcpFraming Delimiter(string delimiter)
    {
        ArgumentNullException.ThrowIfNull(delimiter);
        return Delimiter(Encoding.UTF8.GetBytes(delimiter));
    }

    /// <summary>Makes a framing of documents, each closed by a character.</summary>
    /// <remarks>
    /// White space (blank, tab, CR, LF) in front of a document belongs to no message, so a client may send a line end after the
    /// character, as everybody at telnet does. A document of nothing but white space is no message. JSON texts that hold the character
    /// have to escape it: <c>^</c> is written <c>\u005e</c>, which a JSON writer does when it is told to, and never outside of a string.
    /// </remarks>
    /// <param name="terminator">The character: ASCII, not white space.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is white space or not ASCII.</exception>
    public static TcpFraming Documents(char terminator = '^')
    {
        if (!char.IsAscii(terminator) || terminator is ' ' or '\t' or '\r' or '\n')
            throw new ArgumentOutOfRangeException(nameof(terminator), $"U+{(int)terminator:X4} cannot end a document: it has to be ASCII and no white space.");

        return new(new DocumentCutter((byte)terminator));
    }

    /// <summary>Makes the framing of a mail behind the DATA command of SMTP: lines up to one that is a point alone.</summary>
    /// <remarks>As <see cref="UntilTerminator(string, bool)"/> with CR LF point CR LF, at the start of a line.</remarks>
    public static TcpFraming UntilTerminator() => UntilTerminator("\r\n.\r\n"u8.ToArray());

    /// <summary>Makes a framing of lines up to a terminator, as a mail, an article or an answer of several lines.</summary>
    /// <remarks>
    /// The line end with which the terminator begins closes the last line of the message and is a part of it; the rest is not.
    /// Bytes are compared exactly: LF point LF ends nothing where CR LF point CR LF is asked for. Doubled points are left as they are.
    /// As the framing of a server it cuts all messages; where a handler switches to it, it is for one, see <see cref="TcpContext.SwitchFraming"/>.
    /// </remarks>
    /// <param name="terminator">Up to <see cref="MaxDelimiterBytes"/> bytes in UTF-8, more than a line end.</param>
    /// <param name="lineStart">
    /// Whether a message begins at the start of a line, so that the rest of the terminator at its very start closes an empty message. Needs a terminator that begins with CR LF or LF.
    /// </param>
    /// <exception cref="ArgumentException">The terminator is empty, too long, only a line end, or begins with none where <paramref name="lineStart"/> needs it.</exception>
    public static TcpFraming UntilTerminator(string terminator, bool lineStart = true)
    {
        ArgumentNullException.ThrowIfNull(terminator);
        return UntilTerminator(Encoding.UTF8.GetBytes(terminator), lineStart);
    }

    /// <inheritdoc cref="UntilTerminator(string, bool)"/>
    /// <param name="terminator">Up to <see cref="MaxDelimiterBytes"/> bytes, more than a line end; copied.</param>
    /// <param name="lineStart">
    /// Whether a message begins at the start of a line, so that the rest of the terminator at its very start closes an empty message. Needs a terminator that begins with CR LF or LF.
    /// </param>
    public static TcpFraming UntilTerminator(ReadOnlyMemory<byte> terminator, bool lineStart = true)
    {
        var bytes = Checked(terminator.Span, nameof(terminator));
        var lineEnd = TerminatorCutter.LineEndOf(bytes);
        if (lineEnd == bytes.Length)
            throw new ArgumentException("A line end alone is no terminator; take Lines or LfLines.", nameof(terminator));

        if (lineStart && lineEnd == 0)
            throw new ArgumentException("A terminator at the start of a line has to begin with CR LF or LF.", nameof(terminator));

        return new(new TerminatorCutter(bytes, lineStart));
    }

    /// <summary>Makes a framing in which the length stands in front of each message. A length over the limit is refused before any byte of the message is kept.</summary>
    /// <param name="kind">How the length is written.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the values.</exception>
    public static TcpFraming LengthPrefix(TcpLengthPrefix kind) => new(new LengthCutter(kind));

    /// <summary>Makes a framing of messages that all have the same length.</summary>
    /// <param name="bytes">At least 1. More than the largest message fails at the first event.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public static TcpFraming FixedSize(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        return new(new FixedCutter(bytes, isForOneMessage: false));
    }

    /// <summary>Makes a framing for one message of a known length, as the bytes that a command has announced. Behind it the framing of the server is back, unless its handler switches again.</summary>
    /// <param name="bytes">At least 0, which gives an empty message at once. More than the largest message fails at once.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 0.</exception>
    public static TcpFraming NextBytes(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return new(new FixedCutter(bytes, isForOneMessage: true));
    }

    /// <summary>Makes a framing of one's own.</summary>
    /// <param name="name">By which another worker finds the framer, see <see cref="Decode"/>: 1 to <see cref="MaxNameLength"/> letters, digits, points, dashes or underscores, all ASCII.</param>
    /// <param name="framer">The framer.</param>
    /// <exception cref="ArgumentException">The name has another form.</exception>
    public static TcpFraming Custom(string name, ITcpFramer framer)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(framer);
        if (name.Length > MaxNameLength || name.AsSpan().ContainsAnyExcept(NameCharacters))
            throw new ArgumentException($"The name of a framing has {MaxNameLength} letters, digits, points, dashes or underscores at most; not so '{name}'.", nameof(name));

        return new(new CustomCutter(name, framer));
    }

    private static byte[] Checked(ReadOnlySpan<byte> delimiter, string parameter) => delimiter.Length is >= 1 and <= MaxDelimiterBytes
        ? delimiter.ToArray()
        : throw new ArgumentException($"It has {delimiter.Length} bytes; 1 to {MaxDelimiterBytes} are possible.", parameter);
}
