using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Framing;

/// <summary>The limit counts the message without what delimits it, to the byte, and the cuts make no difference.</summary>
public sealed class LimitTests
{
    private const int Max = 50;

    /// <summary>Gets framings with what stands before and behind a message of <c>x</c>.</summary>
    public static TheoryData<TcpFraming, string, string> Delimited => new()
    {
        { TcpFraming.Lines, "", "\r\n" },
        { TcpFraming.LfLines, "", "\n" },
        { TcpFraming.AnyLines, "", "\n" },
        { TcpFraming.AnyLines, "", "\r\n" },
        { TcpFraming.Lines.WithKeepDelimiter(), "", "\r\n" },
        { TcpFraming.Delimiter("<end of it>"), "", "<end of it>" },
        { TcpFraming.Documents(), "\r\n ", "^" },
        { TcpFraming.BlankLine, "", "\n\n" },
        { TcpFraming.BlankLine, "", "\r\n\r\n" },
        { TcpFraming.BlankLine, "", "\n\r\n" },
        { TcpFraming.UntilTerminator("END", lineStart: false), "", "END" },
    };

    [Theory]
    [MemberData(nameof(Delimited))]
    public void A_message_at_the_limit_is_fine_however_it_is_cut(TcpFraming framing, string before, string behind)
    {
        var text = new string('x', Max);
        var expected = framing.KeepDelimiter ? text + behind : text;
        foreach (var events in EveryWay(before + text + behind))
        {
            var connection = FramedConnection.Of(framing, events, Max);
            Assert.Equal([expected], connection.Log);
        }
    }

    [Theory]
    [MemberData(nameof(Delimited))]
    public void One_byte_more_is_too_large_however_it_is_cut(TcpFraming framing, string before, string behind)
    {
        foreach (var events in EveryWay(before + new string('x', Max + 1) + behind))
        {
            var connection = FramedConnection.Of(framing, events, Max);
            Assert.Equal(["<TooLarge>"], connection.Log);
            Assert.Equal(Max, connection.Error!.LimitBytes);
            Assert.Contains("limit of 50 bytes", connection.Error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Delimited))]
    public void One_byte_more_is_thrown_away_where_that_is_wanted(TcpFraming framing, string before, string behind)
    {
        var bytes = $"{before}{new string('x', Max + 1)}{behind}{before}ok{behind}";
        foreach (var events in EveryWay(bytes))
        {
            var connection = FramedConnection.Of(framing.WithOversize(TcpOversize.Discard), events, Max);
            Assert.Equal(["<oversized 51>", framing.KeepDelimiter ? "ok" + behind : "ok"], connection.Log);
        }
    }

    [Theory]
    [MemberData(nameof(Delimited))]
    public void Bytes_without_an_end_are_refused_when_none_can_come_in_time(TcpFraming framing, string before, string behind)
    {
        var text = before + new string('x', Max);
        for (var cut = 1; cut < behind.Length; cut++)
        {
            var connection = FramedConnection.Of(framing, Pieces.Of(Encoding.Latin1.GetBytes(text + behind[..cut]), 1), Max);
            Assert.Empty(connection.Log);
            connection.Receive("?");
            Assert.Equal(["<TooLarge>"], connection.Log);
        }
    }

    [Fact]
    public void The_line_end_that_closes_a_mail_counts()
    {
        var fits = new string('x', Max - 2);
        foreach (var events in EveryWay($"{fits}\r\n.\r\n"))
        {
            Assert.Equal([fits + "\r\n"], FramedConnection.Of(TcpFraming.UntilTerminator(), events, Max).Log);
        }

        foreach (var events in EveryWay($"{fits}x\r\n.\r\n"))
        {
            Assert.Equal(["<TooLarge>"], FramedConnection.Of(TcpFraming.UntilTerminator(), events, Max).Log);
        }
    }

    [Fact]
    public void An_empty_message_is_within_the_smallest_limit()
    {
        foreach (var events in EveryWay(".\r\n.\r\n"))
        {
            Assert.Equal(["", ""], FramedConnection.Of(TcpFraming.UntilTerminator(), events, 1).Log);
        }

        foreach (var events in EveryWay("\r\n\n\r\n"))
        {
            Assert.Equal(["", "", ""], FramedConnection.Of(TcpFraming.BlankLine, events, 1).Log);
        }
    }

    [Theory]
    [InlineData(TcpLengthPrefix.Byte, "\u0032", "\u0033")]
    [InlineData(TcpLengthPrefix.UInt16BigEndian, "\0\u0032", "\0\u0033")]
    [InlineData(TcpLengthPrefix.UInt16LittleEndian, "\u0032\0", "\u0033\0")]
    [InlineData(TcpLengthPrefix.UInt32BigEndian, "\0\0\0\u0032", "\u00ff\u00ff\u00ff\u00ff")]
    [InlineData(TcpLengthPrefix.UInt32LittleEndian, "\u0032\0\0\0", "\u0033\0\0\0")]
    [InlineData(TcpLengthPrefix.VarInt, "\u0032", "\u0033")]
    public void A_length_over_the_limit_is_refused_before_a_byte_of_the_message_came(TcpLengthPrefix kind, string fits, string over)
    {
        var framing = TcpFraming.LengthPrefix(kind);
        var text = new string('x', Max);
        foreach (var events in EveryWay(fits + text))
        {
            Assert.Equal([text], FramedConnection.Of(framing, events, Max).Log);
        }

        foreach (var events in EveryWay(over))
        {
            Assert.Equal(["<TooLarge>"], FramedConnection.Of(framing, events, Max).Log);
        }
    }

    [Fact]
    public void A_known_length_over_the_limit_is_refused_at_once()
    {
        Assert.Equal(["<TooLarge>"], FramedConnection.Of(TcpFraming.NextBytes(Max + 1), [default], Max).Log);
        Assert.Equal(["<TooLarge>"], FramedConnection.Of(TcpFraming.FixedSize(Max + 1), [default], Max).Log);
        Assert.Empty(FramedConnection.Of(TcpFraming.FixedSize(Max), [default], Max).Log);
    }

    [Fact]
    public void The_limit_of_the_framing_stands_before_that_of_the_application()
    {
        Assert.Equal(["abcd"], FramedConnection.Of(TcpFraming.Lines.WithMaxMessageBytes(4), ["abcd\r\n"u8.ToArray()], 3).Log);
        Assert.Equal(["<TooLarge>"], FramedConnection.Of(TcpFraming.Lines.WithMaxMessageBytes(2), ["abcd\r\n"u8.ToArray()], 3).Log);
    }

    [Fact]
    public void Messages_before_the_one_that_is_too_large_are_given()
    {
        var connection = FramedConnection.Of(TcpFraming.Lines, ["a\r\nb\r\nabcdef\r\nc\r\n"u8.ToArray()], 3);
        Assert.Equal(["a", "b", "<TooLarge>"], connection.Log);
    }

    [Fact]
    public void A_flood_of_white_space_between_documents_is_not_kept()
    {
        var connection = new FramedConnection(TcpFraming.Documents(), Max);
        for (var count = 0; count < 1_000; count++)
        {
            connection.Receive(" \r\n\t^");
        }

        connection.Receive("{}^");
        Assert.Equal(["{}"], connection.Log);
        Assert.Equal(0, connection.LargestLeftover);
    }

    private static IEnumerable<IEnumerable<ReadOnlyMemory<byte>>> EveryWay(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        for (var at = 0; at <= bytes.Length; at++)
        {
            yield return Pieces.InTwo(bytes, at);
        }

        yield return Pieces.Of(bytes, 1);
        yield return Pieces.Of(bytes, 7);
    }
}
