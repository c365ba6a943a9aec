using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Framing;

/// <summary>A framing, bytes, and the messages in them.</summary>
public sealed record FramingSample(string Name, TcpFraming Framing, string Bytes, string[] Messages, string Left = "")
{
    private static readonly NetstringFramer Netstrings = new();

    public static TheoryData<FramingSample> All { get; } = new((FramingSample[])
    [
        new("lines", TcpFraming.Lines, "one\r\n\r\ntwo\rthree\nfour\r\nrest\r", ["one", "", "two\rthree\nfour"], "rest\r"),
        new("lines kept", TcpFraming.Lines.WithKeepDelimiter(), "one\r\n\r\ntwo", ["one\r\n", "\r\n"], "two"),
        new("LF lines", TcpFraming.LfLines, "one\r\ntwo\n\nx", ["one\r", "two", ""], "x"),
        new("any lines", TcpFraming.AnyLines, "one\r\ntwo\n\r\n\nx\r\r\ny\r", ["one", "two", "", "", "x\r"], "y\r"),
        new("any lines kept", TcpFraming.AnyLines.WithKeepDelimiter(), "one\r\ntwo\n", ["one\r\n", "two\n"]),
        new("dashes", TcpFraming.Delimiter("--"), "a--b---c------", ["a", "b", "-c", "", ""]),
        new("delimiter that overlaps", TcpFraming.Delimiter("aab"), "aaaabaabaaXaab", ["aa", "", "aaX"]),
        new("longest delimiter", TcpFraming.Delimiter("0123456789abcdef0123456789ABCDEF"), "0123456789abcdef0123456789abcdef0123456789ABCDEFx", ["0123456789abcdef"], "x"),
        new("documents", TcpFraming.Documents(), " {\"a\":1}^\r\n{\"b\": 2} ^^ \t^{\"c\":3}^\r\n", ["{\"a\":1}", "{\"b\": 2} ", "{\"c\":3}"]),
        new("documents kept", TcpFraming.Documents('$').WithKeepDelimiter(), "\na$ b$\r\n c", ["a$", "b$"], "c"),
        new("blank line", TcpFraming.BlankLine, "a\r\nb\r\n\r\nc\n\nd\r\n\n\r\ne\r\r\n\r\nf\n\r\ng\n\r", ["a\r\nb", "c", "d", "", "e\r", "f"], "g\n\r"),
        new("blank line kept", TcpFraming.BlankLine.WithKeepDelimiter(), "a\r\n\r\n\nb\n\r\n", ["a\r\n\r\n", "\n", "b\n\r\n"]),
        new("until a point", TcpFraming.UntilTerminator(), "line\r\n..x\r\n.\r\n.\r\n\r\n.\r\n.x\r\n.\r", ["line\r\n..x\r\n", "", "\r\n"], ".x\r\n.\r"),
        new("until a point kept", TcpFraming.UntilTerminator().WithKeepDelimiter(), ".\r\nx\r\n.\r\n", [".\r\n", "x\r\n.\r\n"]),
        new("until a point anywhere", TcpFraming.UntilTerminator("\r\n.\r\n", lineStart: false), ".\r\nx\r\n.\r\n\r\n.\r\n", [".\r\nx\r\n", "\r\n"]),
        new("until LF END LF", TcpFraming.UntilTerminator("\nEND\n"), "END\nEN\nEND\n", ["", "EN\n"]),
        new("until a word", TcpFraming.UntilTerminator("END", lineStart: false), "aENENDENDb", ["aEN", ""], "b"),
        new("1 byte length", TcpFraming.LengthPrefix(TcpLengthPrefix.Byte), "\u0003abc\u0000\u0002d", ["abc", ""], "\u0002d"),
        new("2 bytes length, high first", TcpFraming.LengthPrefix(TcpLengthPrefix.UInt16BigEndian), "\u0000\u0003abc\u0000\u0000\u0000", ["abc", ""], "\u0000"),
        new("2 bytes length, low first", TcpFraming.LengthPrefix(TcpLengthPrefix.UInt16LittleEndian), "\u0003\u0000abc\u0000\u0000", ["abc", ""]),
        new("4 bytes length, high first", TcpFraming.LengthPrefix(TcpLengthPrefix.UInt32BigEndian), "\u0000\u0000\u0000\u0003abc\u0000\u0000\u0000\u0000", ["abc", ""]),
        new("4 bytes length, low first", TcpFraming.LengthPrefix(TcpLengthPrefix.UInt32LittleEndian), "\u0003\u0000\u0000\u0000abc\u0000\u0000\u0000\u0000\u0001", ["abc", ""], "\u0001"),
        new("varint", TcpFraming.LengthPrefix(TcpLengthPrefix.VarInt), "\u0003abc\u0000\u0082\u0001" + new string('x', 130) + "\u0080", ["abc", "", new string('x', 130)], "\u0080"),
        new("fixed size", TcpFraming.FixedSize(3), "abcdefgh", ["abc", "def"], "gh"),
        new("custom", TcpFraming.Custom("netstring", Netstrings), "5:hello,0:,3:a", ["hello", ""], "3:a"),
    ]);

    public byte[] ToBytes() => Encoding.Latin1.GetBytes(Bytes);

    public override string ToString() => Name;
}
