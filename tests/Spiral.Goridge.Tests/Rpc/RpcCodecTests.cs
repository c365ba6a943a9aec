using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiral.Goridge.Rpc.Tests;

public sealed partial class RpcCodecTests
{
    private static readonly JsonRpcCodec<bool, string> Version = new(RpcJson.Default.Boolean, RpcJson.Default.String);

    private static readonly JsonRpcCodec<string, string> Text = new(RpcJson.Default.String, RpcJson.Default.String);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Json_call_sends_and_reads_what_was_recorded()
    {
        var recorded = RecordedCall.Load("rpc-core")[0];
        var (connection, peer) = ScriptedPeer.Connect();
        await using var first = connection;
        await using var second = peer;

        var call = connection.CallAsync("rpc.Version", true, Version, Token);
        Assert.Equal(recorded.Request, await peer.ReceiveBytesAsync());
        await peer.SendAsync(recorded.Reply);

        Assert.Equal("3", await call.Within());
    }

    [Fact]
    public async Task Raw_call_sends_and_reads_what_was_recorded()
    {
        var recorded = RecordedCall.Load("rpc-core")[3];
        var (connection, peer) = ScriptedPeer.Connect(new RpcConnectionOptions { FirstSequence = 4 });
        await using var first = connection;
        await using var second = peer;

        var call = connection.CallAsync("rpc.Config", default, RawRpcCodec.Instance, Token);
        Assert.Equal(recorded.Request, await peer.ReceiveBytesAsync());
        await peer.SendAsync(recorded.Reply);

        Assert.Equal(RecordedCall.BodyOf(recorded.Reply), await call.Within());
    }

    [Fact]
    public async Task Json_null_is_the_default_value()
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var first = connection;
        await using var second = peer;

        var call = connection.CallAsync("informer.Jobs", true, Version, Token);
        await peer.ReplyAsync(await peer.ReceiveAsync(), "null");

        Assert.Null(await call.Within());
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("\"3")]
    [InlineData("\"3\" junk")]
    public async Task Reply_that_the_codec_cannot_read_fails_its_call_only(string body)
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var first = connection;
        await using var second = peer;

        var call = connection.CallAsync("rpc.Version", true, Version, Token);
        await peer.ReplyAsync(await peer.ReceiveAsync(), body);
        var error = await Assert.ThrowsAsync<RpcBodyException>(() => call.Within());

        Assert.Equal("rpc.Version", error.Method);
        Assert.IsType<JsonException>(error.InnerException, exactMatch: false);
        await RpcConnectionTests.AssertUsableAsync(connection, peer);
    }

    [Fact]
    public async Task Reply_in_another_codec_fails_its_call_only()
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var first = connection;
        await using var second = peer;

        var call = connection.CallAsync("rpc.Version", true, Version, Token);
        var request = await peer.ReceiveAsync();
        await peer.ReplyAsync(new RpcMessage(FrameFlags.Raw, request.Sequence, request.Method, default), "\"3\"");
        await Assert.ThrowsAsync<RpcBodyException>(() => call.Within());

        await RpcConnectionTests.AssertUsableAsync(connection, peer);
    }

    [Fact]
    public async Task Error_reply_of_a_typed_call_throws_RpcException()
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var first = connection;
        await using var second = peer;

        var call = connection.CallAsync("rpc.Nope", true, Version, Token);
        await peer.ReplyErrorAsync(await peer.ReceiveAsync(), "no ü");

        Assert.Equal("no ü", (await Assert.ThrowsAsync<RpcException>(() => call.Within())).Text);
    }

    [Fact]
    public async Task Request_that_the_codec_cannot_write_is_not_sent()
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var first = connection;
        await using var second = peer;

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => connection.CallAsync("a.A", true, new BrokenCodec(), Token).Within());

        await RpcConnectionTests.AssertUsableAsync(connection, peer);
    }

    [Fact]
    public async Task Typed_request_over_the_limit_is_refused()
    {
        var (connection, peer) = ScriptedPeer.Connect(new RpcConnectionOptions { MaxPayloadBytes = 1024 });
        await using var first = connection;
        await using var second = peer;

        var error = await Assert.ThrowsAsync<ArgumentException>(() => connection.CallAsync("a.A", new string('x', 2000), Text, Token).Within());

        Assert.Equal("request", error.ParamName);
        await RpcConnectionTests.AssertUsableAsync(connection, peer);
    }

    [JsonSerializable(typeof(bool))]
    [JsonSerializable(typeof(string))]
    private sealed partial class RpcJson : JsonSerializerContext;

    private sealed class BrokenCodec : IRpcCodec<bool, bool>
    {
        public FrameFlags Flags => FrameFlags.Raw;

        public void Write(IBufferWriter<byte> writer, bool request)
        {
            writer.Write("half"u8);
            throw new InvalidTimeZoneException();
        }

        public bool Read(ReadOnlySpan<byte> body) => true;
    }
}
