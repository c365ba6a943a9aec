using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Framing;

public sealed class DiscardTests
{
    private const int Max = 100;

    [Fact]
    public void A_large_mail_gives_one_empty_message_and_the_commands_go_on()
    {
        var mail = string.Concat(Enumerable.Repeat("a line of a mail\r\n", 100));
        var bytes = Encoding.Latin1.GetBytes($"DATA\r\n{mail}.\r\nQUIT\r\n");
        for (var at = 0; at <= bytes.Length; at++)
        {
            AssertMail(Pieces.InTwo(bytes, at));
        }

        for (var size = 1; size < 20; size++)
        {
            AssertMail(Pieces.Of(bytes, size));
        }
    }

    [Fact]
    public void Two_cuts_at_each_place_of_the_terminator_find_it()
    {
        var head = new string('x', 3 * Max);
        const string End = "\r\n.\r\n";
        for (var first = 0; first <= End.Length; first++)
        {
            for (var second = first; second <= End.Length; second++)
            {
                var connection = new FramedConnection(TcpFraming.UntilTerminator().WithOversize(TcpOversize.Discard), Max);
                connection.Receive(head + End[..first]);
                connection.Receive(End[first..second]);
                connection.Receive(End[second..] + ".\r\n");
                Assert.Equal(["<oversized 302>", ""], connection.Log);
                Assert.False(connection.IsDiscarding);
            }
        }
    }

    [Fact]
    public void Memory_is_bounded_while_a_message_is_thrown_away()
    {
        var connection = new FramedConnection(TcpFraming.Lines.WithOversize(TcpOversize.Discard), Max);
        for (var count = 0; count < 10_000; count++)
        {
            connection.Receive("0123456789\r");
        }

        Assert.True(connection.IsDiscarding);
        Assert.Equal("\r", connection.Left);
        Assert.InRange(connection.LargestLeftover, 1, Max);
        connection.Receive("\nnext\r\n");
        Assert.Equal(["<oversized 109999>", "next"], connection.Log);
        Assert.Equal(0, connection.Left.Length);
    }

    [Fact]
    public void A_large_message_within_one_event_is_thrown_away_too()
    {
        var connection = new FramedConnection(TcpFraming.Lines.WithOversize(TcpOversize.Discard), 3);
        connection.Receive("abc\r\nabcd\r\nab\r\n");
        Assert.Equal(["abc", "<oversized 4>", "ab"], connection.Log);
    }

    [Fact]
    public void An_empty_line_at_the_seam_of_a_large_message_is_no_start_of_a_message()
    {
        // The beginning of the leftover looks like a terminator at the start of a mail.
        var connection = new FramedConnection(TcpFraming.UntilTerminator().WithOversize(TcpOversize.Discard), 5);
        connection.Receive("abcdef.\r\n");
        connection.Receive("x");
        Assert.Empty(connection.Log);
        connection.Receive("\r\n.\r\n");
        Assert.Equal(["<oversized 12>"], connection.Log);
    }

    private static void AssertMail(IEnumerable<ReadOnlyMemory<byte>> events)
    {
        var connection = FramedConnection.Of(TcpFraming.Lines, events, Max, static text => text switch
        {
            "DATA" => TcpFraming.UntilTerminator().WithOversize(TcpOversize.Discard),
            "QUIT" => null,
            _ => TcpFraming.Lines,
        });
        Assert.Equal(["DATA", "<oversized 1800>", "QUIT"], connection.Log);
    }
}
