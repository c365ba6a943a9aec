using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Framing;

public sealed class TcpFramingTests
{
    [Fact]
    public void Framings_that_cut_alike_are_equal()
    {
        Assert.Equal(TcpFraming.Lines, TcpFraming.Delimiter("\r\n"));
        Assert.True(TcpFraming.NextBytes(3) == TcpFraming.NextBytes(3));
        Assert.True(TcpFraming.NextBytes(3) != TcpFraming.FixedSize(3));
        Assert.NotEqual(TcpFraming.Lines, TcpFraming.Lines.WithKeepDelimiter());
        Assert.Equal(TcpFraming.Lines, TcpFraming.Lines.WithKeepDelimiter().WithKeepDelimiter(keep: false));
        Assert.NotEqual(TcpFraming.Custom("x", new NetstringFramer()), TcpFraming.Custom("x", new NetstringFramer()));
        Assert.False(TcpFraming.Lines.Equals(null));
        Assert.False(null == TcpFraming.Lines);
    }

    [Fact]
    public void A_changed_copy_leaves_the_original()
    {
        var changed = TcpFraming.Lines.WithMaxMessageBytes(5).WithOversize(TcpOversize.Discard).WithKeepDelimiter();
        Assert.Equal((5L, TcpOversize.Discard, true), (changed.MaxMessageBytes, changed.Oversize, changed.KeepDelimiter));
        Assert.Equal((null, TcpOversize.Fail, false), (TcpFraming.Lines.MaxMessageBytes, TcpFraming.Lines.Oversize, TcpFraming.Lines.KeepDelimiter));
        Assert.Null(changed.WithMaxMessageBytes(null).MaxMessageBytes);
    }

    [Fact]
    public void The_delimiter_is_copied()
    {
        var bytes = "|"u8.ToArray();
        var framing = TcpFraming.Delimiter(bytes);
        bytes[0] = (byte)'x';
        Assert.Equal("delimiter:7c", framing.Encode());
    }

    [Fact]
    public void Options_that_need_a_delimiter_are_refused_without_one()
    {
        foreach (var framing in new[] { TcpFraming.Raw, TcpFraming.FixedSize(3), TcpFraming.NextBytes(3), TcpFraming.LengthPrefix(TcpLengthPrefix.Byte), TcpFraming.Custom("x", new NetstringFramer()) })
        {
            Assert.False(framing.IsDelimited);
            Assert.Throws<InvalidOperationException>(() => framing.WithKeepDelimiter());
            Assert.Throws<InvalidOperationException>(() => framing.WithOversize(TcpOversize.Discard));
            Assert.Equal(framing, framing.WithKeepDelimiter(keep: false).WithOversize(TcpOversize.Fail));
        }
    }

    [Fact]
    public void Arguments_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentException>(() => TcpFraming.Delimiter(""));
        Assert.Throws<ArgumentException>(() => TcpFraming.Delimiter(new byte[TcpFraming.MaxDelimiterBytes + 1]));
        Assert.Throws<ArgumentException>(() => TcpFraming.UntilTerminator(""));
        Assert.Throws<ArgumentException>(() => TcpFraming.UntilTerminator("\r\n"));
        Assert.Throws<ArgumentException>(() => TcpFraming.UntilTerminator("\n", lineStart: false));
        Assert.Throws<ArgumentException>(() => TcpFraming.UntilTerminator("END"));
        Assert.Throws<ArgumentOutOfRangeException>(() => TcpFraming.Documents(' '));
        Assert.Throws<ArgumentOutOfRangeException>(() => TcpFraming.Documents('é'));
        Assert.Throws<ArgumentOutOfRangeException>(() => TcpFraming.FixedSize(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => TcpFraming.NextBytes(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => TcpFraming.LengthPrefix((TcpLengthPrefix)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => TcpFraming.Lines.WithMaxMessageBytes(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => TcpFraming.Lines.WithOversize((TcpOversize)9));
        Assert.Throws<ArgumentException>(() => TcpFraming.Custom("a;b", new NetstringFramer()));
        Assert.Throws<ArgumentException>(() => TcpFraming.Custom(new string('x', TcpFraming.MaxNameLength + 1), new NetstringFramer()));
    }

    [Fact]
    public void Lengths_need_a_server_that_cuts_nothing()
    {
        Assert.True(TcpFraming.LengthPrefix(TcpLengthPrefix.VarInt).NeedsRaw);
        Assert.True(TcpFraming.FixedSize(3).NeedsRaw);
        Assert.True(TcpFraming.NextBytes(3).NeedsRaw);
        Assert.True(TcpFraming.Custom("x", new NetstringFramer()).NeedsRaw);
        foreach (var framing in new[] { TcpFraming.Lines, TcpFraming.LfLines, TcpFraming.AnyLines, TcpFraming.BlankLine, TcpFraming.Raw, TcpFraming.Documents(), TcpFraming.UntilTerminator() })
        {
            Assert.False(framing.NeedsRaw);
        }
    }

    [Theory]
    [InlineData("delimiter:0d0a", "\r\n", true)]
    [InlineData("delimiter:0d0a", "\n", false)]
    [InlineData("delimiter:0a", "\n", true)]
    [InlineData("delimiter:0a", "\r\n", true)]
    [InlineData("delimiter:0a", "\r", false)]
    [InlineData("delimiter:7c7c", "||", false)]
    [InlineData("delimiter:7c2d", "|-", true)]
    [InlineData("delimiter:0d0a;keep;max=5;discard", "\r\n", true)]
    [InlineData("anyline", "\r\n", true)]
    [InlineData("anyline", "\n", true)]
    [InlineData("anyline", "^", false)]
    [InlineData("documents:5e", "^", true)]
    [InlineData("documents:5e", "}^", true)]
    [InlineData("documents:5e", "\n", false)]
    [InlineData("raw", "\r\n", true)]
    [InlineData("raw", "^", true)]
    [InlineData("blankline", "\r\n", false)]
    [InlineData("until:0d0a2e0d0a", "\r\n", false)]
    [InlineData("length:u8", "\r\n", false)]
    [InlineData("fixed:2", "\r\n", false)]
    [InlineData("next:2", "\r\n", false)]
    public void An_aligned_framing_leaves_nothing_of_any_event(string framing, string serverDelimiter, bool isAligned) =>
        Assert.Equal(isAligned, TcpFraming.Decode(framing).IsAlignedWith(Encoding.Latin1.GetBytes(serverDelimiter)));

    [Fact]
    public void A_delimiter_that_overlaps_itself_leaves_something_of_an_event_that_ends_in_it()
    {
        var connection = new FramedConnection(TcpFraming.Delimiter("||"));
        connection.Receive("a|||");
        Assert.Equal("|", connection.Left);
    }
}
