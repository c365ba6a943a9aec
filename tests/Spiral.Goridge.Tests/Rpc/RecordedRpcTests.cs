using System.Buffers;
using System.Text;

namespace Spiral.Goridge.Rpc.Tests;

public sealed class RecordedRpcTests
{
    private const FrameFlags Error = FrameFlags.Error;

    public static TheoryData<string> Scenarios =>
        [.. Capture.Scenarios.Where(name => name.StartsWith("rpc-", StringComparison.Ordinal) && !name.StartsWith("rpc-crash", StringComparison.Ordinal))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Recorded_calls_are_sent_byte_for_byte_and_their_replies_are_understood(string scenario)
    {
        var calls = RecordedCall.Load(scenario).Where(call => call.IsSane).ToList();
        Assert.NotEmpty(calls);
        foreach (var recorded in calls)
        {
            var (connection, peer) = ScriptedPeer.Connect(new RpcConnectionOptions { FirstSequence = RecordedCall.SequenceOf(recorded.Request) });
            await using var first = connection;
            await using var second = peer;

            var method = Encoding.UTF8.GetString(RecordedCall.MethodOf(recorded.Request));
            var call = connection.CallAsync(method, (FrameFlags)RecordedCall.FlagsOf(recorded.Request), RecordedCall.BodyOf(recorded.Request), Token);
            Assert.Equal(recorded.Request, await peer.ReceiveBytesAsync());
            await peer.SendAsync(recorded.Reply);

            await AssertRepliedAsync(recorded, call.AsTask());
        }
    }

    [Fact]
    public async Task Recorded_replies_in_completion_order_reach_their_callers()
    {
        var calls = RecordedCall.Load("rpc-core").Where(call => call.Note.StartsWith("three", StringComparison.Ordinal)).ToList();
        Assert.Equal([103u, 102u, 101u], calls.Select(call => RecordedCall.SequenceOf(call.Reply)));
        var (connection, peer) = ScriptedPeer.Connect(new RpcConnectionOptions { FirstSequence = 101 });
        await using var first = connection;
        await using var second = peer;

        var pending = new Dictionary<uint, Task<RpcReply>>();
        foreach (var recorded in calls.OrderBy(call => RecordedCall.SequenceOf(call.Request)))
        {
            var method = Encoding.UTF8.GetString(RecordedCall.MethodOf(recorded.Request));
            pending.Add(RecordedCall.SequenceOf(recorded.Request), connection.CallAsync(method, FrameFlags.Json, RecordedCall.BodyOf(recorded.Request), Token).AsTask());
            Assert.Equal(recorded.Request, await peer.ReceiveBytesAsync());
        }

        foreach (var recorded in calls)
        {
            await peer.SendAsync(recorded.Reply);
        }

        foreach (var recorded in calls)
        {
            await AssertRepliedAsync(recorded, pending[RecordedCall.SequenceOf(recorded.Request)]);
        }
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Server_side_writes_the_recorded_replies_byte_for_byte(string scenario)
    {
        foreach (var recorded in RecordedCall.Load(scenario))
        {
            var request = new RpcMessage((FrameFlags)recorded.Request[1], RecordedCall.SequenceOf(recorded.Request), RecordedCall.MethodOf(recorded.Request), default);
            var reply = new ArrayBufferWriter<byte>();
            if (((FrameFlags)recorded.Reply[1] & Error) == Error)
            {
                RpcFrame.WriteError(reply, request, Encoding.UTF8.GetString(RecordedCall.BodyOf(recorded.Reply)));
            }
            else
            {
                RpcFrame.Write(reply, RpcFrame.GetReplyCodec(request.Flags), request.Sequence, request.Method.Span, RecordedCall.BodyOf(recorded.Reply));
            }

            Assert.Equal(recorded.Reply, reply.WrittenSpan.ToArray());
        }
    }

    [Theory]
    [InlineData("rpc-crash-header-length", FrameError.HeaderTooLong)]
    [InlineData("rpc-crash-method-length", FrameError.OptionBeyondPayload)]
    public void Frames_that_crash_the_Go_server_are_refused(string scenario, FrameError error)
    {
        var poison = Capture.Load(scenario).RpcLines.First().Bytes;

        var refusal = Assert.Throws<FrameFormatException>(() =>
        {
            Assert.True(FrameDecoder.TryRead(poison, RelayDefaults.MaxPayloadBytes, out var frame));
            RpcFrame.Read(frame);
        });

        Assert.Equal(error, refusal.Error);
    }

    private static async Task AssertRepliedAsync(RecordedCall recorded, Task<RpcReply> call)
    {
        var flags = (FrameFlags)RecordedCall.FlagsOf(recorded.Reply);
        if ((flags & Error) == Error)
        {
            var error = await Assert.ThrowsAsync<RpcException>(() => call.Within());
            Assert.Equal(Encoding.UTF8.GetString(RecordedCall.BodyOf(recorded.Reply)), error.Text);
            return;
        }

        var reply = await call.Within();
        Assert.Equal(flags, reply.Codec);
        Assert.Equal(RecordedCall.BodyOf(recorded.Reply), reply.Body.ToArray());
    }
}
