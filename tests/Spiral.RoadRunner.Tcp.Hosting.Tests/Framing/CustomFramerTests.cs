using System.Buffers;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Framing;

public sealed class CustomFramerTests
{
    private delegate bool TryCut(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> message);

    [Fact]
    public void A_framer_that_takes_nothing_for_its_message_is_stopped()
    {
        var connection = Connect(static (ref buffer, out message) =>
        {
            message = buffer;
            return true;
        });
        var error = Assert.Throws<InvalidOperationException>(() => connection.Receive("abc"));
        Assert.Contains("'mine' was shown 3 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_framer_that_gives_bytes_back_is_stopped()
    {
        var connection = Connect(static (ref buffer, out message) =>
        {
            buffer = message = new ReadOnlySequence<byte>(new byte[10]);
            return false;
        });
        Assert.Throws<InvalidOperationException>(() => connection.Receive("abc"));
    }

    [Fact]
    public void A_framer_that_forgets_the_limit_is_stopped()
    {
        var glutton = Connect(static (ref _, out message) =>
        {
            message = default;
            return false;
        });
        for (var count = 0; count < 100 && glutton.Error is null; count++)
        {
            glutton.Receive(new string('x', 1_000));
        }

        Assert.Equal(["<TooLarge>"], glutton.Log);
        Assert.InRange(glutton.LargestLeftover, 1, ITcpFramer.MaxDelimitingBytes + 100);

        var everything = Connect(static (ref buffer, out message) =>
        {
            message = buffer;
            buffer = buffer.Slice(buffer.End);
            return true;
        });
        everything.Receive(new string('x', 101));
        Assert.Equal(["<TooLarge>"], everything.Log);
    }

    [Fact]
    public void A_framer_may_drop_bytes_that_belong_to_no_message()
    {
        var connection = Connect(static (ref buffer, out message) =>
        {
            message = default;
            buffer = buffer.Slice(1);
            return false;
        });
        connection.Receive("abc");
        Assert.Equal("bc", connection.Left);
    }

    [Fact]
    public void A_framer_is_never_shown_nothing()
    {
        var connection = Connect(static (ref _, out _) => throw new InvalidOperationException("Shown nothing."));
        connection.Receive("");
        Assert.Empty(connection.Log);
    }

    private static FramedConnection Connect(TryCut tryCut) => new(TcpFraming.Custom("mine", new Framer(tryCut)), 100);

    private sealed class Framer(TryCut tryCut) : ITcpFramer
    {
        public bool TryCut(ref ReadOnlySequence<byte> buffer, long maxMessageBytes, out ReadOnlySequence<byte> message) => tryCut(ref buffer, out message);
    }
}
