using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Framing;

public sealed class LengthPrefixTests
{
    [Theory]
    [InlineData("8000", "longer than needed")]
    [InlineData("818000", "longer than needed")]
    [InlineData("808080808080808000", "longer than needed")]
    [InlineData("808080808080808080", "goes on after 9 bytes")]
    [InlineData("FFFFFFFFFFFFFFFFFF01", "goes on after 9 bytes")]
    public void A_varint_that_is_too_long_is_malformed(string hex, string reason)
    {
        foreach (var size in new[] { 1, 100 })
        {
            var connection = FramedConnection.Of(TcpFraming.LengthPrefix(TcpLengthPrefix.VarInt), Pieces.Of(Convert.FromHexString(hex), size));
            Assert.Equal(["<Malformed>"], connection.Log);
            Assert.Contains(reason, connection.Error!.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_largest_varint_is_too_large_and_nothing_worse()
    {
        var connection = FramedConnection.Of(TcpFraming.LengthPrefix(TcpLengthPrefix.VarInt), [Convert.FromHexString("FFFFFFFFFFFFFFFF7F")]);
        Assert.Equal(["<TooLarge>"], connection.Log);
        var waiting = FramedConnection.Of(TcpFraming.LengthPrefix(TcpLengthPrefix.VarInt), [Convert.FromHexString("FFFFFFFFFFFFFFFF7F00")], long.MaxValue);
        Assert.Empty(waiting.Log);
    }

    [Theory]
    [InlineData(TcpLengthPrefix.UInt16BigEndian, "0400")]
    [InlineData(TcpLengthPrefix.UInt16LittleEndian, "0004")]
    [InlineData(TcpLengthPrefix.UInt32BigEndian, "00000400")]
    [InlineData(TcpLengthPrefix.UInt32LittleEndian, "00040000")]
    [InlineData(TcpLengthPrefix.VarInt, "8008")]
    public void A_long_message_is_not_read_again_for_every_event(TcpLengthPrefix kind, string prefix)
    {
        var text = new string('x', 1_024);
        byte[] bytes = [.. Convert.FromHexString(prefix), .. Encoding.Latin1.GetBytes(text), .. Convert.FromHexString(prefix)];
        var connection = FramedConnection.Of(TcpFraming.LengthPrefix(kind), Pieces.Of(bytes, 1));
        Assert.Equal([text], connection.Log);

        // As far as a leftover is short, and once at the end.
        Assert.InRange(connection.FetchedBytes, 1_024, 1_024 + (40 * 40));
    }
}
