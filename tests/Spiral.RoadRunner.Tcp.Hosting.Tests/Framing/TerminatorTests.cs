namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Framing;

/// <summary>A mail ends where every server agrees that it ends, else a second mail can be smuggled in the first.</summary>
public sealed class TerminatorTests
{
    [Theory]
    [InlineData("a\n.\nb")]
    [InlineData("a\r\n.\nb")]
    [InlineData("a\n.\r\nb")]
    [InlineData("a\r.\rb")]
    [InlineData("a\r\n.\rb")]
    [InlineData("a\r.\r\nb")]
    [InlineData("a\n.\rb")]
    [InlineData("a\r\n..\r\nb")]
    [InlineData("a\r\n.\r\r\nb")]
    [InlineData("a\r\r\n .\r\nb")]
    [InlineData("a\r\n\0.\r\nb")]
    [InlineData(".\nb")]
    [InlineData(".\rb")]
    [InlineData("\n.\r\nb")]
    [InlineData("..\r\nb")]
    public void What_only_looks_like_the_terminator_stays_a_part_of_the_mail(string mail)
    {
        var expected = mail + "\r\n";
        var bytes = System.Text.Encoding.Latin1.GetBytes(expected + ".\r\n");
        for (var at = 0; at <= bytes.Length; at++)
        {
            Assert.Equal([expected], FramedConnection.Of(TcpFraming.UntilTerminator(), Pieces.InTwo(bytes, at)).Log);
        }

        Assert.Equal([expected], FramedConnection.Of(TcpFraming.UntilTerminator(), Pieces.Of(bytes, 1)).Log);
    }

    [Fact]
    public void A_bare_LF_does_not_end_a_CR_LF_line()
    {
        var connection = new FramedConnection(TcpFraming.Lines);
        connection.Receive("MAIL\nRCPT\r\n");
        Assert.Equal(["MAIL\nRCPT"], connection.Log);
    }

    [Fact]
    public void The_terminator_across_a_long_leftover_and_its_end_is_found()
    {
        var mail = new string('x', 1_000);
        const string End = "\r\n.\r\n";
        for (var at = 0; at <= End.Length; at++)
        {
            var connection = new FramedConnection(TcpFraming.UntilTerminator());
            connection.Receive(mail + End[..at]);
            connection.Receive(End[at..]);
            Assert.Equal([mail + "\r\n"], connection.Log);
        }
    }
}
