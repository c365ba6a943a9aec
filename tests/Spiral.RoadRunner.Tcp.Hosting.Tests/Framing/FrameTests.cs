using System.Buffers;
using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Framing;

public sealed class FrameTests
{
    [Theory]
    [InlineData("delimiter:0d0a", "hello", "hello\r\n")]
    [InlineData("delimiter:0d0a", "", "\r\n")]
    [InlineData("delimiter:0d0a", "a\r", "a\r\r\n")]
    [InlineData("delimiter:0a", "hello", "hello\n")]
    [InlineData("anyline", "hello", "hello\r\n")]
    [InlineData("blankline", "a\r\nb", "a\r\nb\r\n\r\n")]
    [InlineData("blankline", "", "\r\n")]
    [InlineData("documents:5e", "{}", "{}^")]
    [InlineData("until:0d0a2e0d0a", "", ".\r\n")]
    [InlineData("until:0d0a2e0d0a", "a\r\n", "a\r\n.\r\n")]
    [InlineData("until:0d0a2e0d0a", "a", "a\r\n.\r\n")]
    [InlineData("until:0d0a2e0d0a", "..\r\n", "..\r\n.\r\n")]
    [InlineData("untilany:454e44", "a", "aEND")]
    [InlineData("length:u8", "abc", "\u0003abc")]
    [InlineData("length:u16be", "abc", "\0\u0003abc")]
    [InlineData("length:u16le", "abc", "\u0003\0abc")]
    [InlineData("length:u32be", "abc", "\0\0\0\u0003abc")]
    [InlineData("length:u32le", "abc", "\u0003\0\0\0abc")]
    [InlineData("length:varint", "abc", "\u0003abc")]
    [InlineData("fixed:3", "abc", "abc")]
    [InlineData("next:3", "abc", "abc")]
    [InlineData("raw", "abc", "abc")]
    public void A_payload_is_written_with_what_delimits_it(string framing, string payload, string expected) =>
        Assert.Equal(expected, Write(TcpFraming.Decode(framing), payload));

    [Theory]
    [InlineData("delimiter:0d0a")]
    [InlineData("delimiter:616162")]
    [InlineData("anyline")]
    [InlineData("blankline")]
    [InlineData("documents:5e")]
    [InlineData("until:0d0a2e0d0a")]
    [InlineData("length:u16be")]
    [InlineData("length:varint")]
    public void A_long_payload_is_read_back(string text)
    {
        var framing = TcpFraming.Decode(text);
        foreach (var length in new[] { 1, 2, 31, 32, 33, 127, 128, 16_383, 16_384, 60_000 })
        {
            var payload = new string('x', length);
            var lineEnd = text.StartsWith("until", StringComparison.Ordinal) ? "\r\n" : "";
            var connection = new FramedConnection(framing);
            connection.Receive(Write(framing, payload) + Write(framing, "x"));
            Assert.Equal([payload + lineEnd, "x" + lineEnd], connection.Log);
        }
    }

    [Theory]
    [InlineData("delimiter:0d0a", "a\r\nb")]
    [InlineData("delimiter:6161", "xa")]
    [InlineData("delimiter:0a", "a\n")]
    [InlineData("anyline", "a\nb")]
    [InlineData("blankline", "a\n")]
    [InlineData("blankline", "a\r\n\r\nb")]
    [InlineData("blankline", "\r\nb")]
    [InlineData("documents:5e", "{\"a\":\"^\"}")]
    [InlineData("until:0d0a2e0d0a", "a\r\n.\r\nb")]
    [InlineData("until:0d0a2e0d0a", "a\r\n.\r\n")]
    [InlineData("until:0d0a2e0d0a", "a\r\n.")]
    [InlineData("until:0d0a2e0d0a", ".\r\nb")]
    [InlineData("until:0d0a2e0d0a", ".")]
    [InlineData("fixed:3", "ab")]
    [InlineData("next:3", "abcd")]
    public void A_payload_that_would_arrive_otherwise_is_refused(string framing, string payload)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.Throws<ArgumentException>(() => TcpFraming.Decode(framing).Frame(Encoding.Latin1.GetBytes(payload), output));
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void A_payload_that_is_longer_than_the_prefix_can_say_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Write(TcpFraming.LengthPrefix(TcpLengthPrefix.Byte), new string('x', 256)));
        Assert.Contains("255", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Write(TcpFraming.LengthPrefix(TcpLengthPrefix.UInt16LittleEndian), new string('x', 65_536)));
        Assert.Equal(256, Write(TcpFraming.LengthPrefix(TcpLengthPrefix.Byte), new string('x', 255)).Length);
    }

    [Fact]
    public void Only_the_user_knows_how_a_custom_framing_is_written() =>
        Assert.Throws<NotSupportedException>(() => Write(TcpFraming.Custom("x", new NetstringFramer()), "a"));

    private static string Write(TcpFraming framing, string payload)
    {
        var output = new ArrayBufferWriter<byte>();
        framing.Frame(Encoding.Latin1.GetBytes(payload), output);
        return Encoding.Latin1.GetString(output.WrittenSpan);
    }
}
