using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Framing;

public sealed class SwitchTests
{
    [Theory]
    [InlineData("DATA\r\nsubject\r\n\r\ntext\r\n.\r\nQUIT\r\n", "DATA|subject\r\n\r\ntext\r\n|QUIT")]
    [InlineData("DATA\r\n.\r\nQUIT\r\n", "DATA||QUIT")]
    [InlineData("GET 5\r\nab\r\ncQUIT\r\n", "GET 5|ab\r\nc|QUIT")]
    [InlineData("GET 0\r\nQUIT\r\n", "GET 0||QUIT")]
    [InlineData("GET 40\r\n0123456789012345678901234567890123456789QUIT\r\n", "GET 40|0123456789012345678901234567890123456789|QUIT")]
    [InlineData("LEN\r\n\u0002abQUIT\r\n", "LEN|ab|QUIT")]
    public void A_switch_between_two_messages_cuts_the_rest_anew(string bytes, string messages)
    {
        var whole = Encoding.Latin1.GetBytes(bytes);
        for (var at = 0; at <= whole.Length; at++)
        {
            AssertMessages(messages, Pieces.InTwo(whole, at), $"cut at {at}");
        }

        AssertMessages(messages, Pieces.Of(whole, 1), "byte by byte");
        for (var seed = 0; seed < 1_000; seed++)
        {
            AssertMessages(messages, Pieces.AtRandom(whole, new Random(seed)), $"seed {seed}");
        }
    }

    [Fact]
    public void A_switch_to_raw_gives_the_rest_as_one_message()
    {
        var connection = new FramedConnection(TcpFraming.Lines) { Next = static text => text == "CONNECT" ? TcpFraming.Raw : null };
        connection.Receive("CONN");
        connection.Receive("ECT\r\na\r\nb");
        connection.Receive("c");
        Assert.Equal(["CONNECT", "a\r\nb", "c"], connection.Log);
    }

    [Fact]
    public void An_empty_message_comes_without_a_byte_behind_the_line()
    {
        var connection = new FramedConnection(TcpFraming.Lines) { Next = FollowLine() };
        connection.Receive("GET 0\r\n");
        Assert.Equal(["GET 0", ""], connection.Log);
    }

    [Fact]
    public void Reading_on_without_the_framing_that_follows_one_message_throws()
    {
        var reader = new MessageReader();
        reader.Begin(TcpFraming.NextBytes(2), 10, default, default, new("abcd"u8.ToArray()));
        Assert.True(reader.TryRead(out var message));
        Assert.Equal(2, message.Bytes.Length);
        var error = Assert.Throws<InvalidOperationException>(() => reader.TryRead(out _));
        Assert.Contains("next:2", error.Message, StringComparison.Ordinal);
        reader.Framing = TcpFraming.NextBytes(1);
        Assert.True(reader.TryRead(out message));
        Assert.Equal(1, reader.Remaining.Length);
    }

    [Fact]
    public void The_framing_cannot_change_while_a_message_is_thrown_away()
    {
        var reader = new MessageReader();
        reader.Begin(TcpFraming.Lines.WithOversize(TcpOversize.Discard), 3, default, default, new("abcdefgh"u8.ToArray()));
        Assert.False(reader.TryRead(out _));
        Assert.Throws<InvalidOperationException>(() => reader.Framing = TcpFraming.Raw);
    }

    [Fact]
    public void A_framing_without_delimiter_cannot_go_on_discarding() =>
        Assert.Throws<ArgumentException>(() => new MessageReader().Begin(TcpFraming.Raw, 3, new MessageCarry(true, 5), default, default));

    [Fact]
    public void A_reader_without_an_event_throws()
    {
        var reader = new MessageReader();
        Assert.Throws<InvalidOperationException>(() => reader.TryRead(out _));
        reader.Begin(TcpFraming.Raw, 3, default, default, new("abc"u8.ToArray()));
        reader.End();
        Assert.Throws<InvalidOperationException>(() => reader.TryRead(out _));
        Assert.Throws<InvalidOperationException>(() => reader.Framing);
        Assert.True(reader.Remaining.IsEmpty);
    }

    private static void AssertMessages(string expected, IEnumerable<ReadOnlyMemory<byte>> events, string how)
    {
        var connection = FramedConnection.Of(TcpFraming.Lines, events, next: FollowLine());
        Assert.True(expected.Split('|').SequenceEqual(connection.Log), $"{how}: {string.Join('|', connection.Log)}");
        Assert.Equal("", connection.Left);
    }

    // A command line, then the one message that it announces, then lines again.
    private static Func<string, TcpFraming?> FollowLine()
    {
        var isCommand = true;
        return text =>
        {
            if (!isCommand)
            {
                isCommand = true;
                return TcpFraming.Lines;
            }

            var next = text == "DATA" ? TcpFraming.UntilTerminator()
                : text == "LEN" ? TcpFraming.LengthPrefix(TcpLengthPrefix.Byte)
                : text.StartsWith("GET ", StringComparison.Ordinal) ? TcpFraming.NextBytes(long.Parse(text.AsSpan(4)))
                : null;
            isCommand = next is null;
            return next;
        };
    }
}
