using System.IO.Pipelines;
using System.IO.Pipes;
using Spiral.Goridge.Tests.Frames;

namespace Spiral.Goridge.Tests.Relays;

public sealed class StreamRelayTests : RelayContract
{
    [Fact]
    public void HasFrame_knows_only_buffered_frames_when_nobody_can_look_into_the_stream()
    {
        using var input = new MemoryStream([.. VectorFiles.ReadHex("pong"), .. VectorFiles.ReadHex("answer-error")]);
        using var relay = new StreamRelay(input, Stream.Null);
        Assert.False(relay.HasFrame);
        Assert.True(relay.TryReceive(out _));
        Assert.True(relay.HasFrame);
    }

    [Fact]
    public void HasFrame_looks_into_a_pipe()
    {
        using var peer = new AnonymousPipeServerStream(PipeDirection.Out);
        using var relay = new StreamRelay(new AnonymousPipeClientStream(PipeDirection.In, peer.ClientSafePipeHandle), Stream.Null);
        Assert.False(relay.HasFrame);

        var frame = VectorFiles.ReadHex("pong");
        peer.Write(frame.AsSpan(0, 3));
        Assert.False(relay.HasFrame);
        peer.Write(frame.AsSpan(3));
        Assert.True(relay.HasFrame);
        Assert.True(relay.TryReceive(out _));

        Assert.False(relay.HasFrame);
        peer.Dispose();
        Assert.True(relay.HasFrame);
        Assert.False(relay.TryReceive(out _));
    }

    [Fact]
    public void Failing_read_is_RelayClosed_with_the_cause()
    {
        using var relay = new StreamRelay(new BrokenStream(), Stream.Null);
        var exception = Assert.Throws<RelayClosedException>(() => relay.TryReceive(out _));
        Assert.Equal("Reading from the relay failed: the cable is cut", exception.Message);
        Assert.IsType<IOException>(exception.InnerException);
    }

    [Fact]
    public async Task Failing_asynchronous_read_is_RelayClosed_with_the_cause()
    {
        using var relay = new StreamRelay(new BrokenStream(), Stream.Null);
        var exception = await Assert.ThrowsAsync<RelayClosedException>(() => relay.ReceiveAsync().Within());
        Assert.Equal("Reading from the relay failed: the cable is cut", exception.Message);
    }

    [Fact]
    public void Failing_write_is_RelayClosed_with_the_cause()
    {
        using var relay = new StreamRelay(Stream.Null, new BrokenStream());
        var exception = Assert.Throws<RelayClosedException>(() => relay.SendPayload("CONTINUE"u8, []));
        Assert.Equal("Writing to the relay failed: the cable is cut", exception.Message);
    }

    [Fact]
    public void Failing_look_into_the_stream_is_RelayClosed()
    {
        using var relay = new StreamRelay(Stream.Null, Stream.Null, isDataAvailable: () => throw new IOException("the cable is cut"));
        var exception = Assert.Throws<RelayClosedException>(() => relay.HasFrame);
        Assert.Equal("Reading from the relay failed: the cable is cut", exception.Message);
    }

    [Fact]
    public void UnreadBytes_counts_what_came_behind_the_frame()
    {
        using var relay = new StreamRelay(new MemoryStream([.. VectorFiles.ReadHex("pong"), 0x14, 0x00, 0x08]), Stream.Null);
        Assert.Equal(0, relay.UnreadBytes);
        Assert.True(relay.TryReceive(out _));
        Assert.Equal(3, relay.UnreadBytes);
    }

    [Fact]
    public void Small_frame_leaves_with_one_write()
    {
        using var output = new WriteCounter();
        using var relay = new StreamRelay(Stream.Null, output);
        relay.SendPayload("WRITE"u8, "hello\r\n"u8);
        Assert.Equal(1, output.Writes);
        Assert.Equal(VectorFiles.ReadHex("answer-write"), output.ToArray());
    }

    [Fact]
    public void Streams_are_disposed_with_the_relay()
    {
        var input = new MemoryStream();
        var output = new MemoryStream();
        new StreamRelay(input, output).Dispose();
        Assert.False(input.CanRead);
        Assert.False(output.CanWrite);
    }

    // Receiving and sending a small frame must not make garbage: the worker loop lives on it.
    [Fact]
    public void Small_frames_are_received_and_sent_without_allocating()
    {
        var vector = HexVector.Get("answer-write");
        using var relay = new StreamRelay(new EndlessStream(VectorFiles.ReadHex(vector.Name)), Stream.Null);
        Exchange(relay, count: 1000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Exchange(relay, count: 1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Exchange(StreamRelay relay, int count)
        {
            for (var index = 0; index < count; index++)
            {
                if (relay.TryReceive(out var frame))
                {
                    frame.SplitPayload(out var context, out var body);
                    relay.SendPayload(context.Span, body.Span);
                    relay.Send(FrameFlags.Control, [], body.Span);
                }
            }
        }
    }

    [Fact]
    public async Task Asynchronous_receive_of_buffered_frames_does_not_allocate()
    {
        byte[] bytes = [.. Enumerable.Repeat(VectorFiles.ReadHex("answer-write"), 100).SelectMany(frame => frame)];
        using var relay = new StreamRelay(new EndlessStream(bytes), Stream.Null);
        await relay.ReceiveAsync();

        var allocated = Receive(relay, count: 90);
        Assert.Equal(0, allocated);

        static long Receive(StreamRelay relay, int count)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var index = 0; index < count; index++)
            {
                var receiving = relay.ReceiveAsync();
                if (!receiving.IsCompletedSuccessfully)
                {
                    return -1;
                }
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    protected override Wire Open(RelayOptions? options = null)
    {
        var toRelay = new Pipe();
        var fromRelay = new Pipe();
        var relay = new StreamRelay(toRelay.Reader.AsStream(), fromRelay.Writer.AsStream(), options, () => HasData(toRelay.Reader));
        return new Wire(relay, toRelay.Writer.AsStream(), fromRelay.Reader.AsStream());
    }

    private static bool HasData(PipeReader reader)
    {
        if (!reader.TryRead(out var result))
        {
            return false;
        }

        reader.AdvanceTo(result.Buffer.Start);
        return true;
    }
}
