using System.Buffers;

namespace Spiral.Goridge.Rpc.Tests;

public sealed class RpcConnectionEndTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_in_flight_and_waiting_fail_at_once_when_the_peer_goes()
    {
        var (connection, peer) = ScriptedPeer.Connect(new RpcConnectionOptions { MaxInFlight = 2 });
        await using var first = connection;

        var calls = Enumerable.Range(0, 3).Select(_ => connection.CallAsync("a.A", FrameFlags.Raw, default, Token).AsTask()).ToArray();
        await peer.ReceiveAsync();
        await peer.DisposeAsync();

        var errors = new List<Exception>();
        foreach (var call in calls)
        {
            errors.Add(await Assert.ThrowsAsync<RelayClosedException>(() => call.Within()));
        }

        Assert.Equal(3, errors.Distinct().Count());
        await connection.Completion.Within();
        Assert.IsType<RelayClosedException>(connection.CloseReason);
        Assert.Equal(0, connection.InFlight);
        Assert.Equal(0, connection.Waiting);
    }

    [Fact]
    public async Task Call_after_the_end_fails()
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await peer.DisposeAsync();
        await connection.Completion.Within();

        await Assert.ThrowsAsync<RelayClosedException>(() => connection.CallAsync("a.A", FrameFlags.Raw, default, Token).Within());
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task End_inside_a_reply_is_told_from_an_end_between_replies()
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var first = connection;

        await peer.SendAsync("\x15\x08\x0f"u8.ToArray());
        await peer.DisposeAsync();
        await connection.Completion.Within();

        Assert.Equal("The peer closed the connection 3 bytes into a reply.", connection.CloseReason!.Message);
    }

    public static TheoryData<string, FrameError> Garbage => new()
    {
        { "HTTP/1.1 200 OK\r\n\r\n", FrameError.UnsupportedVersion },
        { "\x1f", FrameError.HeaderTooLong },
        { "\x12", FrameError.HeaderTooShort },
        { "\x15\x08\x0f\0\0\0\0\0\0\0\0\0", FrameError.ChecksumMismatch },
    };

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Bytes_that_are_no_frame_end_the_connection(string bytes, FrameError error)
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var first = connection;
        await using var second = peer;

        var call = connection.CallAsync("a.A", FrameFlags.Raw, default, Token);
        await peer.ReceiveAsync();
        await peer.SendAsync(System.Text.Encoding.Latin1.GetBytes(bytes));
        var failure = await Assert.ThrowsAsync<RelayClosedException>(() => call.Within());
        await connection.Completion.Within();

        Assert.Equal(error, Assert.IsType<FrameFormatException>(connection.CloseReason).Error);
        Assert.Same(connection.CloseReason, failure.InnerException);
    }

    public static TheoryData<string, uint[], FrameError> WrongReplies => new()
    {
        { "a.A", [], FrameError.WrongOptionCount },
        { "a.A", [1], FrameError.WrongOptionCount },
        { "a.A", [1, 3, 0], FrameError.WrongOptionCount },
        { "a.A", [1, 4], FrameError.OptionBeyondPayload },
        { "a.A", [1, uint.MaxValue], FrameError.OptionBeyondPayload },
        { "a.A", [2, 3], FrameError.UnknownSequence },
        { "a.A", [0, 3], FrameError.UnknownSequence },
        { "a.B", [1, 3], FrameError.WrongMethod },
        { "a.A", [1, 2], FrameError.WrongMethod },
    };

    [Theory]
    [MemberData(nameof(WrongReplies))]
    public async Task Frame_that_is_no_reply_ends_the_connection(string payload, uint[] options, FrameError error)
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var first = connection;
        await using var second = peer;

        var call = connection.CallAsync("a.A", FrameFlags.Raw, default, Token);
        await peer.ReceiveAsync();
        var frame = new ArrayBufferWriter<byte>();
        FrameEncoder.Write(frame, FrameFlags.Raw, options, System.Text.Encoding.ASCII.GetBytes(payload));
        await peer.SendAsync(frame.WrittenMemory);
        await Assert.ThrowsAsync<RelayClosedException>(() => call.Within());
        await connection.Completion.Within();

        Assert.Equal(error, Assert.IsType<FrameFormatException>(connection.CloseReason).Error);
    }

    [Fact]
    public async Task Second_reply_of_a_call_ends_the_connection()
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var first = connection;
        await using var second = peer;

        var call = connection.CallAsync("a.A", FrameFlags.Raw, default, Token);
        var request = await peer.ReceiveAsync();
        await peer.ReplyAsync(request, "");
        await call.Within();
        await peer.ReplyAsync(request, "");
        await connection.Completion.Within();

        Assert.Equal(FrameError.UnknownSequence, Assert.IsType<FrameFormatException>(connection.CloseReason).Error);
    }

    [Fact]
    public async Task Reply_over_the_limit_ends_the_connection_before_its_payload_is_read()
    {
        var (connection, peer) = ScriptedPeer.Connect(new RpcConnectionOptions { MaxPayloadBytes = 1024 });
        await using var first = connection;
        await using var second = peer;

        var call = connection.CallAsync("a.A", FrameFlags.Raw, default, Token);
        await peer.ReceiveAsync();
        var header = new byte[12];
        new FrameHeader(FrameFlags.Raw, StreamFlags.None, 2, 1025).WriteTo(header);
        await peer.SendAsync(header);

        await Assert.ThrowsAsync<RelayClosedException>(() => call.Within());
        Assert.Equal(FrameError.PayloadTooLarge, Assert.IsType<FrameFormatException>(connection.CloseReason).Error);
    }

    [Fact]
    public async Task Dispose_fails_the_calls_and_closes_the_stream()
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var second = peer;

        var call = connection.CallAsync("a.A", FrameFlags.Raw, default, Token);
        await peer.ReceiveAsync();
        await connection.DisposeAsync();

        await Assert.ThrowsAsync<RelayClosedException>(() => call.Within());
        Assert.Null(connection.CloseReason);
        Assert.True(connection.Completion.IsCompletedSuccessfully);
        Assert.Equal(0, await peer.ReceiveEndAsync());
    }

    [Fact]
    public async Task Dispose_can_be_repeated()
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var second = peer;

        await connection.DisposeAsync();
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task Concurrent_disposals_under_load_end_together()
    {
        for (var round = 0; round < 50; round++)
        {
            var (connection, peer) = ScriptedPeer.Connect();
            await using var second = peer;
            var calls = Enumerable.Range(0, 20).Select(_ => connection.CallAsync("a.A", FrameFlags.Raw, default, Token).AsTask()).ToArray();

            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => connection.DisposeAsync().AsTask(), Token))).Within();

            foreach (var call in calls)
            {
                await Assert.ThrowsAsync<RelayClosedException>(() => call.Within());
            }
        }
    }

    [Fact]
    public async Task Peer_that_does_not_read_does_not_hold_up_the_end()
    {
        var (connection, peer) = ScriptedPeer.Connect(bufferBytes: 16);
        await using var second = peer;

        var call = connection.CallAsync("a.A", FrameFlags.Raw, new byte[100_000], Token);
        await connection.DisposeAsync().AsTask().Within();

        await Assert.ThrowsAsync<RelayClosedException>(() => call.Within());
    }
}
