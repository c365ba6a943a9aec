namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Framing;

/// <summary>Framings as text, which lies in sessions that another release may have to read.</summary>
public sealed class TextTests
{
    private static readonly NetstringFramer Netstrings = new();

    public static TheoryData<TcpFraming, string> Forms => new()
    {
        { TcpFraming.Lines, "delimiter:0d0a" },
        { TcpFraming.LfLines, "delimiter:0a" },
        { TcpFraming.AnyLines, "anyline" },
        { TcpFraming.BlankLine, "blankline" },
        { TcpFraming.Raw, "raw" },
        { TcpFraming.Delimiter("|"), "delimiter:7c" },
        { TcpFraming.Documents(), "documents:5e" },
        { TcpFraming.UntilTerminator(), "until:0d0a2e0d0a" },
        { TcpFraming.UntilTerminator("END", lineStart: false), "untilany:454e44" },
        { TcpFraming.LengthPrefix(TcpLengthPrefix.Byte), "length:u8" },
        { TcpFraming.LengthPrefix(TcpLengthPrefix.UInt16BigEndian), "length:u16be" },
        { TcpFraming.LengthPrefix(TcpLengthPrefix.UInt16LittleEndian), "length:u16le" },
        { TcpFraming.LengthPrefix(TcpLengthPrefix.UInt32BigEndian), "length:u32be" },
        { TcpFraming.LengthPrefix(TcpLengthPrefix.UInt32LittleEndian), "length:u32le" },
        { TcpFraming.LengthPrefix(TcpLengthPrefix.VarInt), "length:varint" },
        { TcpFraming.FixedSize(12), "fixed:12" },
        { TcpFraming.NextBytes(0), "next:0" },
        { TcpFraming.NextBytes(long.MaxValue), "next:9223372036854775807" },
        { TcpFraming.Custom("net-string_1.0", Netstrings), "custom:net-string_1.0" },
        { TcpFraming.Lines.WithKeepDelimiter(), "delimiter:0d0a;keep" },
        { TcpFraming.Raw.WithMaxMessageBytes(1), "raw;max=1" },
        { TcpFraming.UntilTerminator().WithOversize(TcpOversize.Discard), "until:0d0a2e0d0a;discard" },
        { TcpFraming.BlankLine.WithOversize(TcpOversize.Discard).WithKeepDelimiter().WithMaxMessageBytes(1000), "blankline;keep;max=1000;discard" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_framing_comes_back_from_its_text(TcpFraming framing, string text)
    {
        Assert.Equal(text, framing.Encode());
        Assert.Equal(text, framing.ToString());
        var back = TcpFraming.Decode(text, static name => name == "net-string_1.0" ? Netstrings : null);
        Assert.Equal(framing, back);
        Assert.Equal(framing.GetHashCode(), back.GetHashCode());
        Assert.Equal(framing.KeepDelimiter, back.KeepDelimiter);
        Assert.Equal(framing.MaxMessageBytes, back.MaxMessageBytes);
        Assert.Equal(framing.Oversize, back.Oversize);
        Assert.Equal(framing.NeedsRaw, back.NeedsRaw);
    }

    [Fact]
    public void The_longest_text_is_short()
    {
        var framing = TcpFraming.UntilTerminator("\n" + new string('x', TcpFraming.MaxDelimiterBytes - 1), lineStart: false)
            .WithKeepDelimiter().WithMaxMessageBytes(long.MaxValue).WithOversize(TcpOversize.Discard);
        Assert.InRange(framing.Encode().Length, 1, 256);
        Assert.Equal(framing, TcpFraming.Decode(framing.Encode()));
        var custom = TcpFraming.Custom(new string('x', TcpFraming.MaxNameLength), Netstrings).WithMaxMessageBytes(long.MaxValue);
        Assert.InRange(custom.Encode().Length, 1, 256);
    }

    [Theory]
    [InlineData("", "'' is an unknown kind")]
    [InlineData("quic:3", "'quic:3' is an unknown kind")]
    [InlineData("raw:1", "'raw:1' is an unknown kind")]
    [InlineData("fixed", "'fixed' is an unknown kind")]
    [InlineData("fixed:0", "'fixed:0'")]
    [InlineData("fixed:-1", "'fixed:-1'")]
    [InlineData("fixed:99999999999", "'fixed:99999999999'")]
    [InlineData("next:1e3", "'next:1e3'")]
    [InlineData("delimiter:", "1 to 32 are possible")]
    [InlineData("delimiter:0", "'delimiter:0'")]
    [InlineData("delimiter:xy", "'delimiter:xy'")]
    [InlineData("documents:20", "U+0020")]
    [InlineData("documents:ff", "U+00FF")]
    [InlineData("until:454e44", "has to begin with CR LF or LF")]
    [InlineData("length:u64", "'u64' is no kind of length prefix")]
    [InlineData("custom:other", "no framer 'other'")]
    [InlineData("raw;keep", "no delimiter to keep")]
    [InlineData("raw;discard", "cannot discard")]
    [InlineData("raw;max=0", "'raw;max=0'")]
    [InlineData("raw;zip", "'zip' is an unknown option")]
    [InlineData("raw;", "'' is an unknown option")]
    public void A_text_of_another_form_is_refused_with_what_is_wrong(string text, string reason)
    {
        var error = Assert.Throws<FormatException>(() => TcpFraming.Decode(text, static _ => null));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => TcpFraming.Decode(text));
    }

    [Fact]
    public void A_text_that_is_too_long_is_refused()
    {
        var error = Assert.Throws<FormatException>(() => TcpFraming.Decode(new string('x', 257)));
        Assert.Contains("256", error.Message, StringComparison.Ordinal);
    }
}
