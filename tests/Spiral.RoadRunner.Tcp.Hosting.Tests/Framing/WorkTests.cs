using System.Buffers;
using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Framing;

/// <summary>Memory and work grow with the bytes, not with the number of events.</summary>
public sealed class WorkTests
{
    private const int MiB = 1024 * 1024;

    [Theory]
    [InlineData("delimiter:0d0a", "\r\n")]
    [InlineData("anyline", "\n")]
    [InlineData("blankline", "\r\n\r\n")]
    [InlineData("documents:5e", "^")]
    [InlineData("until:0d0a2e0d0a", "\r\n.\r\n")]
    [InlineData("length:u32be", "")]
    [InlineData("fixed:4194304", "")]
    public void A_long_message_in_small_events_is_fetched_once(string framing, string end)
    {
        // Full of what could begin an end.
        var text = string.Concat(Enumerable.Repeat("-\rabc\r.-", 4 * MiB / 8));
        var prefix = framing.StartsWith("length", StringComparison.Ordinal) ? "\0\u0040\0\0" : "";
        var bytes = Encoding.Latin1.GetBytes(prefix + text + end);
        var connection = FramedConnection.Of(TcpFraming.Decode(framing), Pieces.Of(bytes, 64), 4 * MiB + 2);
        var message = Assert.Single(connection.Log);
        Assert.Equal(4 * MiB, message.TrimEnd('\n').TrimEnd('\r').Length);
        Assert.InRange(connection.FetchedBytes, 0, (4 * MiB) + 64);
    }

    [Fact]
    public void A_message_that_grows_over_the_limit_byte_by_byte_is_fetched_once()
    {
        var bytes = new byte[100_000];
        var connection = FramedConnection.Of(TcpFraming.UntilTerminator(), Pieces.Of(bytes, 1), 50_000);
        Assert.Equal(["<TooLarge>"], connection.Log);
        Assert.InRange(connection.FetchedBytes, 0, 50_000 + (TcpLeftover.KnownBytes * TcpLeftover.KnownBytes));
    }

    [Fact]
    public void Ten_thousand_lines_in_one_event_are_searched_in_their_order()
    {
        var connection = new FramedConnection(TcpFraming.Lines);
        connection.Receive("begun ");
        connection.Receive(string.Concat(Enumerable.Range(0, 10_000).Select(static number => $"{number}\r\n")));
        Assert.Equal(10_000, connection.Log.Count);
        Assert.Equal("begun 0", connection.Log[0]);
        Assert.Equal("9999", connection.Log[^1]);
    }

    [Theory]
    [InlineData("delimiter:0d0a", "hello, world\r\n")]
    [InlineData("anyline", "hello, world\r\n")]
    [InlineData("documents:5e", "\r\n{\"a\":1}^")]
    [InlineData("blankline", "a\r\nb\r\n\r\n")]
    [InlineData("until:0d0a2e0d0a", "a\r\n.\r\n")]
    [InlineData("length:u16be", "\0\u0001a")]
    [InlineData("fixed:3", "abc")]
    [InlineData("raw", "abc")]
    public void An_event_of_one_message_allocates_nothing(string text, string body)
    {
        var framing = TcpFraming.Decode(text);
        var bytes = new ReadOnlySequence<byte>(Encoding.Latin1.GetBytes(body));
        AssertNothingAllocated(framing, default, bytes);
    }

    [Fact]
    public void A_leftover_before_a_body_allocates_nothing()
    {
        var left = new ReadOnlySequence<byte>("hello, w"u8.ToArray());
        var body = new ReadOnlySequence<byte>("orld\r\n"u8.ToArray());
        AssertNothingAllocated(TcpFraming.Lines, left, body);
    }

    private static void AssertNothingAllocated(TcpFraming framing, in ReadOnlySequence<byte> left, in ReadOnlySequence<byte> body)
    {
        var reader = new MessageReader();

        // The first round pays for what the runtime sets up once, the meter included.
        long allocated = 0;
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var messages = ReadEvents(reader, framing, left, body, 10_000);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal(10_000, messages);
        }

        Assert.Equal(0, allocated);
    }

    private static int ReadEvents(MessageReader reader, TcpFraming framing, in ReadOnlySequence<byte> left, in ReadOnlySequence<byte> body, int count)
    {
        var messages = 0;
        for (var round = 0; round < count; round++)
        {
            reader.Begin(framing, MiB, default, left, body);
            while (reader.TryRead(out _))
            {
                messages++;
            }

            reader.End();
        }

        return messages;
    }
}
