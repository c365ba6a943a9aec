using Google.Protobuf;
using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.Rpc.Tests;

public sealed class TcpServiceClientTests
{
    private const string Uuid = "0e466f13-d475-487c-b41e-b5fa221c9e87";
    private const string Able = """{"name":"RoadRunner.Host","version":"0.1.0","push":true}""";
    private const string Unable = """{"name":"RoadRunner.Host","version":"0.0.1","push":false}""";

    private static readonly Dictionary<string, Func<TcpServiceClient, Task>> Calls = new()
    {
        ["tcp.Write"] = static tcp => tcp.WriteAsync(Uuid, "x"u8.ToArray(), Token).AsTask(),
        ["tcp.Broadcast"] = static tcp => tcp.BroadcastAsync("chat", "x"u8.ToArray(), Token).AsTask(),
        ["tcp.Join"] = static tcp => tcp.JoinAsync("room", Uuid, Token).AsTask(),
        ["tcp.Leave"] = static tcp => tcp.LeaveAsync("room", Uuid, Token).AsTask(),
        ["tcp.Send"] = static tcp => tcp.SendAsync("room", "x"u8.ToArray(), Token).AsTask(),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Methods => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Under_Go_RoadRunner_a_push_is_refused_with_the_reason_and_nothing_is_sent(string method)
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer("host.Features", call => call.FailAsync("rpc: can't find service host.Features"));

        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => Calls[method](new TcpServiceClient(fixture.Link)).Within());

        Assert.Equal(
            $"{method} needs the embedded host; this server writes to a client only as an answer to an event of it (it does not know host.Features, as Go RoadRunner).",
            refused.Message);
        Assert.DoesNotContain(method, fixture.Peer.Log);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_host_without_push_is_named(string method)
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer("host.Features", call => call.ReplyAsync(Unable));
        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => Calls[method](new TcpServiceClient(fixture.Link)).Within());
        Assert.Contains("(RoadRunner.Host 0.0.1 says that it cannot push)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_and_results_are_messages()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer("host.Features", call => call.ReplyAsync(Able));
        var bodies = new List<IMessage>();
        Answer("tcp.Write", TcpWriteRequest.Parser, 1);
        Answer("tcp.Broadcast", TcpBroadcastRequest.Parser, 7);
        Answer("tcp.Join", TcpGroupRequest.Parser, 1);
        Answer("tcp.Leave", TcpGroupRequest.Parser, 0);
        Answer("tcp.Send", TcpSendRequest.Parser, 3);
        var tcp = new TcpServiceClient(fixture.Link);
        var data = new byte[] { 0, 255, 13, 10 };

        Assert.True(await tcp.WriteAsync(Uuid, data, Token));
        Assert.Equal(7, await tcp.BroadcastAsync("chat", data, Token));
        Assert.True(await tcp.JoinAsync("room", Uuid, Token));
        Assert.False(await tcp.LeaveAsync("room", Uuid, Token));
        Assert.Equal(3, await tcp.SendAsync("room", data, Token));

        var sent = ByteString.CopyFrom(data);
        Assert.Equal(
            [
                new TcpWriteRequest { Uuid = Uuid, Data = sent },
                new TcpBroadcastRequest { Server = "chat", Data = sent },
                new TcpGroupRequest { Group = "room", Uuid = Uuid },
                new TcpGroupRequest { Group = "room", Uuid = Uuid },
                new TcpSendRequest { Group = "room", Data = sent },
            ],
            bodies);

        void Answer<T>(string method, MessageParser<T> parser, long connections)
            where T : IMessage<T> => fixture.Peer.Answer(method, call =>
        {
            bodies.Add(parser.ParseFrom(call.BodyBytes.Span));
            return call.ReplyAsync(new TcpPushResponse { Connections = connections }.ToByteArray());
        });
    }

    [Fact]
    public async Task A_link_is_asked_once_whatever_clients_it_has()
    {
        await using var fixture = await PushingAsync();
        for (var index = 0; index < 3; index++)
        {
            var tcp = new TcpServiceClient(fixture.Link);
            Assert.True(await tcp.WriteAsync(Uuid, default, Token));
            Assert.True(await tcp.WriteAsync(Uuid, default, Token));
        }

        Assert.Single(fixture.Peer.Log, "host.Features");
    }

    [Fact]
    public async Task After_a_reconnect_the_server_is_asked_again()
    {
        await using var fixture = await PushingAsync();
        var tcp = new TcpServiceClient(fixture.Link);
        Assert.True(await tcp.WriteAsync(Uuid, default, Token));
        fixture.Peer.Answer("host.Features", call => call.FailAsync("rpc: can't find service host.Features"));
        Assert.True(await tcp.WriteAsync(Uuid, default, Token));

        fixture.Peer.Drop();
        await fixture.UntilAsync(RpcLinkState.Reconnecting);
        await fixture.Time.PassAsync(Seconds.Of(1));
        await fixture.Link.ConnectAsync(Token).Within();

        await Assert.ThrowsAsync<NotSupportedException>(() => tcp.WriteAsync(Uuid, default, Token).AsTask().Within());
        Assert.Equal(2, fixture.Peer.Log.Count(static method => method == "host.Features"));
        Assert.Equal(2, fixture.Peer.Log.Count(static method => method == "tcp.Write"));
    }

    [Fact]
    public async Task What_fails_is_asked_again()
    {
        await using var fixture = await PushingAsync();
        fixture.Peer.Answer("host.Features", call => call.FailAsync("out of order"));
        var tcp = new TcpServiceClient(fixture.Link);
        await Assert.ThrowsAsync<RpcException>(() => tcp.WriteAsync(Uuid, default, Token).AsTask().Within());
        fixture.Peer.Answer("host.Features", call => call.ReplyAsync(Able));
        Assert.True(await tcp.WriteAsync(Uuid, default, Token));
    }

    [Fact]
    public async Task A_server_that_is_another_one_by_now_is_Go_RoadRunner_too()
    {
        await using var fixture = await PushingAsync();
        fixture.Peer.Answer("tcp.Write", call => call.FailAsync("rpc: can't find method tcp.Write"));
        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => new TcpServiceClient(fixture.Link).WriteAsync(Uuid, default, Token).AsTask().Within());
        Assert.Contains("(rpc: can't find method tcp.Write)", refused.Message, StringComparison.Ordinal);
        Assert.IsType<RpcException>(refused.InnerException);
    }

    [Fact]
    public async Task A_caller_that_is_no_link_is_asked_each_time()
    {
        await using var fixture = await PushingAsync();
        var tcp = new TcpServiceClient(new OtherCaller(fixture.Link));
        Assert.True(await tcp.WriteAsync(Uuid, default, Token));
        Assert.True(await tcp.WriteAsync(Uuid, default, Token));
        Assert.Equal(["host.Features", "tcp.Write", "host.Features", "tcp.Write"], fixture.Peer.Log.Where(static method => method != "rpc.Version"));
    }

    [Fact]
    public async Task An_error_of_the_server_is_an_error()
    {
        await using var fixture = await PushingAsync();
        fixture.Peer.Answer("tcp.Broadcast", call => call.FailAsync("tcp_broadcast: there is no server \"x\"; the servers are main"));
        var refused = await Assert.ThrowsAsync<RpcException>(() => new TcpServiceClient(fixture.Link).BroadcastAsync("x", default, Token).AsTask().Within());
        Assert.EndsWith("the servers are main", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_connection_a_push_fails_as_every_call()
    {
        await using var fixture = new LinkFixture();
        await Assert.ThrowsAsync<NotConnectedException>(() => new TcpServiceClient(fixture.Link).WriteAsync(Uuid, default, Token).AsTask().Within());
    }

    private static async Task<LinkFixture> PushingAsync()
    {
        var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer("host.Features", call => call.ReplyAsync(Able));
        fixture.Peer.Answer("tcp.Write", call => call.ReplyAsync(new TcpPushResponse { Connections = 1 }.ToByteArray()));
        return fixture;
    }

    private sealed class OtherCaller(RpcLink link) : IRpcCaller
    {
        public TimeSpan CallTimeout => link.CallTimeout;

        public ValueTask<TReply> CallAsync<TRequest, TReply>(
            string method, TRequest request, IRpcCodec<TRequest, TReply> codec, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
            link.CallAsync(method, request, codec, timeout, cancellationToken);
    }
}
