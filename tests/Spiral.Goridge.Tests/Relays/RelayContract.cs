using System.Buffers;
using System.Security.Cryptography;
using Spiral.Goridge.Tests.Frames;

namespace Spiral.Goridge.Tests.Relays;

/// <summary>What every relay promises; one derived class for each way to be joined.</summary>
public abstract class RelayContract
{
    private const int SendBufferBytes = 72 * 1024;
    private const int HeaderBytes = 16;

    // Around the sizes where a frame no longer fits the send buffer, with and without its header, and the receive buffer.
    public static TheoryData<int> BodySizes =>
    [
        0,
        1,
        SendBufferBytes - HeaderBytes - 6,
        SendBufferBytes - HeaderBytes - 5,
        SendBufferBytes - HeaderBytes - 4,
        SendBufferBytes - 1,
        SendBufferBytes,
        SendBufferBytes + 1,
        80 * 1024,
        300_000,
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Frame_in_one_piece_is_received(bool blocking)
    {
        using var wire = Open();
        wire.PeerWrites(VectorFiles.ReadHex("answer-writeclose"));
        AssertVector("answer-writeclose", await wire.Receive(blocking));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Frame_that_comes_byte_by_byte_is_received(bool blocking)
    {
        using var wire = Open();
        var receiving = wire.Receive(blocking);
        foreach (var value in VectorFiles.ReadHex("rpc-request"))
        {
            wire.PeerWrites([value]);
        }

        AssertVector("rpc-request", await receiving);
    }

    [Fact]
    public async Task Frames_in_one_piece_are_received_one_by_one()
    {
        using var wire = Open();
        wire.PeerWrites([.. VectorFiles.ReadHex("answer-continue"), .. VectorFiles.ReadHex("pong"), .. VectorFiles.ReadHex("answer-error")]);
        AssertVector("answer-continue", await wire.Receive());
        AssertVector("pong", await wire.Receive(blocking: false));
        AssertVector("answer-error", await wire.Receive());
    }

    [Theory]
    [MemberData(nameof(BodySizes))]
    public async Task Payload_of_any_size_leaves_as_its_frame(int bodyBytes)
    {
        using var wire = Open();
        var body = RandomNumberGenerator.GetBytes(bodyBytes);
        var expected = FrameAssert.Encode(FrameFlags.None, [5], [.. "WRITE"u8, .. body]);

        var reading = wire.PeerReads(expected.Length);
        wire.Relay.SendPayload("WRITE"u8, body);
        AssertSame(expected, await reading, "one piece");

        reading = wire.PeerReads(expected.Length);
        wire.Relay.SendPayload("WRITE"u8, Cut.Into(body.AsMemory(0, bodyBytes / 3), body.AsMemory(bodyBytes / 3)));
        AssertSame(expected, await reading, "two pieces");

        expected = FrameAssert.Encode(FrameFlags.Raw, [1, 2], body, StreamFlags.Stream);
        reading = wire.PeerReads(expected.Length);
        wire.Relay.Send(FrameFlags.Raw, [1, 2], body, StreamFlags.Stream);
        AssertSame(expected, await reading, "frame");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_of_20_MiB_goes_there_and_comes_back(bool blocking)
    {
        using var wire = Open();
        var body = RandomNumberGenerator.GetBytes(20 * 1024 * 1024);
        var echoing = Echo(wire, HeaderBytes + 5 + body.Length);
        var sending = Task.Run(() => wire.Relay.SendPayload("WRITE"u8, body));
        var frame = await wire.Receive(blocking);
        await sending.Within();
        await echoing.Within();

        Assert.NotNull(frame);
        frame.Value.SplitPayload(out var context, out var echoed);
        Assert.Equal("WRITE"u8, context.Span);
        Assert.Equal(SHA256.HashData(body), SHA256.HashData(echoed.Span));
    }

    [Fact]
    public async Task HasFrame_is_false_until_a_whole_frame_is_there()
    {
        using var wire = Open();
        var bytes = VectorFiles.ReadHex("answer-continue");
        Assert.False(wire.Relay.HasFrame);

        wire.PeerWrites(bytes.AsSpan(0, 13));
        Assert.False(wire.Relay.HasFrame);

        wire.PeerWrites(bytes.AsSpan(13));
        wire.WaitForFrame();
        AssertVector("answer-continue", await wire.Receive());
        Assert.False(wire.Relay.HasFrame);
    }

    [Fact]
    public async Task HasFrame_is_true_at_the_end_of_the_stream()
    {
        using var wire = Open();
        wire.PeerLeaves();
        wire.WaitForFrame();
        Assert.Null(await wire.Receive());
    }

    [Fact]
    public void HasFrame_throws_for_bytes_that_are_no_frame()
    {
        using var wire = Open();
        wire.PeerWrites("hello"u8);
        var exception = Assert.Throws<FrameFormatException>(wire.WaitForFrame);
        Assert.Equal(FrameError.UnsupportedVersion, exception.Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task End_between_two_frames_is_no_frame(bool blocking)
    {
        using var wire = Open();
        wire.PeerWrites(VectorFiles.ReadHex("pong"));
        wire.PeerLeaves();
        AssertVector("pong", await wire.Receive(blocking));
        Assert.Null(await wire.Receive(blocking));
        Assert.Null(await wire.Receive(blocking));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task End_inside_a_frame_throws_RelayClosed(bool blocking)
    {
        using var wire = Open();
        wire.PeerWrites(VectorFiles.ReadHex("answer-continue").AsSpan(0, 7));
        wire.PeerLeaves();
        var exception = await Assert.ThrowsAsync<RelayClosedException>(() => wire.Receive(blocking));
        Assert.Equal("The peer closed the relay 7 bytes into a frame.", exception.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stray_text_is_refused_before_a_frame_could_be_complete(bool blocking)
    {
        using var wire = Open();
        wire.PeerWrites("hello"u8);
        var exception = await Assert.ThrowsAsync<FrameFormatException>(() => wire.Receive(blocking));
        Assert.Equal(FrameError.UnsupportedVersion, exception.Error);
    }

    [Fact]
    public async Task Payload_over_the_limit_is_not_sent()
    {
        using var wire = Open(new RelayOptions { MaxPayloadBytes = 1024 });
        var tooLarge = new byte[1025];
        Assert.Equal(
            "The payload has 1025 bytes, the limit of the relay is 1024. (Parameter 'payload')",
            Assert.Throws<ArgumentException>(() => wire.Relay.Send(FrameFlags.None, [], tooLarge)).Message);
        Assert.Throws<ArgumentException>(() => wire.Relay.SendPayload("WRITE"u8, tooLarge.AsSpan(0, 1020)));
        Assert.Throws<ArgumentException>(() => wire.Relay.SendPayload("WRITE"u8, new ReadOnlySequence<byte>(tooLarge, 0, 1020)));
        Assert.Throws<ArgumentOutOfRangeException>(() => wire.Relay.Send(FrameFlags.None, new uint[11], []));

        // Nothing of the above has left.
        wire.Relay.Send(FrameFlags.None, [], [], StreamFlags.Pong);
        Assert.Equal(VectorFiles.ReadHex("pong"), await wire.PeerReads(12));

        wire.Relay.SendPayload("WRITE"u8, tooLarge.AsSpan(0, 1019));
        Assert.Equal(HeaderBytes + 1024, (await wire.PeerReads(HeaderBytes + 1024)).Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Payload_over_the_limit_is_refused_by_its_header(bool blocking)
    {
        using var wire = Open(new RelayOptions { MaxPayloadBytes = 1024 });
        wire.PeerWrites(FrameAssert.Encode(FrameFlags.None, [], new byte[1025]).AsSpan(0, FrameHeader.MinBytes));
        var exception = await Assert.ThrowsAsync<FrameFormatException>(() => wire.Receive(blocking));
        Assert.Equal(FrameError.PayloadTooLarge, exception.Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Receive_that_was_given_up_loses_no_frame(bool blockingAfterwards)
    {
        using var wire = Open();
        using var giveUp = new CancellationTokenSource();
        var waiting = wire.Relay.ReceiveAsync(giveUp.Token).AsTask();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Within());

        wire.PeerWrites([.. VectorFiles.ReadHex("answer-continue"), .. VectorFiles.ReadHex("answer-error")]);
        AssertVector("answer-continue", await wire.Receive(blockingAfterwards));
        AssertVector("answer-error", await wire.Receive(blockingAfterwards));
    }

    [Fact]
    public async Task Receive_that_was_given_up_inside_a_frame_loses_no_byte()
    {
        using var wire = Open();
        using var giveUp = new CancellationTokenSource();
        var bytes = VectorFiles.ReadHex("rpc-request");
        wire.PeerWrites(bytes.AsSpan(0, 9));
        var waiting = wire.Relay.ReceiveAsync(giveUp.Token).AsTask();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Within());

        wire.PeerWrites(bytes.AsSpan(9));
        wire.WaitForFrame();
        AssertVector("rpc-request", await wire.Receive());
    }

    [Fact]
    public async Task Receive_with_a_token_that_has_fired_reads_nothing()
    {
        using var wire = Open();
        wire.PeerWrites(VectorFiles.ReadHex("pong"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wire.Relay.ReceiveAsync(new CancellationToken(canceled: true)).Within());
        AssertVector("pong", await wire.Receive());
    }

    [Fact]
    public async Task Receive_and_send_run_at_the_same_time()
    {
        using var wire = Open();
        var receiving = wire.Receive();
        wire.Relay.SendPayload("CONTINUE"u8, []);
        Assert.Equal(VectorFiles.ReadHex("answer-continue"), await wire.PeerReads(24));
        wire.PeerWrites(VectorFiles.ReadHex("pong"));
        AssertVector("pong", await receiving);
    }

    [Fact]
    public async Task Relay_can_be_disposed_twice_and_is_closed_then()
    {
        using var wire = Open();
        wire.Relay.Dispose();
        wire.Relay.Dispose();
        await Assert.ThrowsAsync<RelayClosedException>(() => wire.Receive());
        await Assert.ThrowsAsync<RelayClosedException>(() => wire.Receive(blocking: false));
        Assert.Throws<RelayClosedException>(() => wire.Relay.SendPayload("CONTINUE"u8, []));
    }

    protected static void AssertVector(string name, Frame? frame)
    {
        Assert.NotNull(frame);
        FrameAssert.Same(FrameAssert.Decode(VectorFiles.ReadHex(name)), frame.Value);
    }

    /// <summary>For the transports that notice it: an in-memory pipe swallows what nobody reads.</summary>
    protected async Task AssertThatSendingFailsWhenThePeerHasLeft()
    {
        using var wire = Open();
        wire.PeerLeaves();

        // A socket takes a little while to learn it.
        var sending = Task.Run(() =>
        {
            while (true)
            {
                wire.Relay.SendPayload("CONTINUE"u8, []);
            }
        });
        var exception = await Assert.ThrowsAsync<RelayClosedException>(() => sending.Within());
        Assert.StartsWith("Writing to the relay failed: ", exception.Message, StringComparison.Ordinal);
        Assert.NotNull(exception.InnerException);
    }

    protected abstract Wire Open(RelayOptions? options = null);

    // Assert.Equal would take seconds to compare large arrays, and print them.
    private static void AssertSame(byte[] expected, byte[] actual, string what) => Assert.True(expected.AsSpan().SequenceEqual(actual), what);

    private static Task Echo(Wire wire, int count) => Task.Run(async () =>
    {
        var bytes = await wire.PeerReads(count);
        await wire.ToRelay.WriteAsync(bytes).Within();
    });
}
