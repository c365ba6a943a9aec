using System.Buffers;
using FsCheck.Fluent;
using MessagePack;
using Spiral.Goridge.Rpc;
using Spiral.Goridge.Rpc.Tests;

namespace Spiral.RoadRunner.MessagePack.Tests;

public sealed class MessagePackRpcCodecTests
{
    private static readonly MessagePackRpcCodec<bool, List<string>> List = new();
    private static readonly MessagePackRpcCodec<string, Workers> WorkerList = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_sends_and_reads_what_was_recorded()
    {
        var recorded = RecordedCall.Load("rpc-msgpack")[1];
        var (connection, peer) = ScriptedPeer.Connect(new RpcConnectionOptions { FirstSequence = 2 });
        await using var first = connection;
        await using var second = peer;

        var call = connection.CallAsync("informer.List", true, List, Token);
        Assert.Equal(recorded.Request, await peer.ReceiveBytesAsync());
        await peer.SendAsync(recorded.Reply);

        Assert.Equal(["tcp"], await call.Within());
    }

    [Fact]
    public void Struct_of_Go_is_read_by_the_names_of_its_fields()
    {
        var recorded = RecordedCall.Load("rpc-msgpack").Single(static call => RecordedCall.MethodOf(call.Request).AsSpan().SequenceEqual("informer.Workers"u8));

        var worker = Assert.Single(WorkerList.Read(RecordedCall.BodyOf(recorded.Reply)).List);

        Assert.True(worker.Pid > 0);
        Assert.Equal("ready", worker.StatusStr);
    }

    [Fact]
    public async Task Reply_with_bytes_behind_its_value_fails_its_call_only()
    {
        var (connection, peer) = ScriptedPeer.Connect();
        await using var first = connection;
        await using var second = peer;

        var call = connection.CallAsync("informer.List", true, List, Token);
        await peer.ReplyAsync(await peer.ReceiveAsync(), [0x90, 0xc0]);
        var error = await Assert.ThrowsAsync<RpcBodyException>(() => call.Within());
        Assert.IsType<MessagePackSerializationException>(error.InnerException);
        Assert.Contains("1 of 2 bytes follow the value", error.ToString(), StringComparison.Ordinal);

        call = connection.CallAsync("informer.List", true, List, Token);
        await peer.ReplyAsync(await peer.ReceiveAsync(), [0x90]);
        Assert.Empty(await call.Within());
    }

    [Fact]
    public void Reply_that_is_cut_anywhere_is_refused()
    {
        var writer = new ArrayBufferWriter<byte>();
        new MessagePackRpcCodec<List<string>, bool>().Write(writer, ["tcp", "", new string('x', 300)]);
        for (var length = 0; length < writer.WrittenCount; length++)
        {
            var cut = writer.WrittenSpan[..length].ToArray();
            Assert.Throws<MessagePackSerializationException>(() => List.Read(cut));
        }
    }

    [Fact]
    public void Any_bytes_give_a_value_or_the_one_exception() => PropertyCheck.ForAll(Gen.Choose(0, 255).Select(static value => (byte)value).ArrayOf(), static bytes =>
    {
        try
        {
            WorkerList.Read(bytes);
        }
        catch (MessagePackSerializationException)
        {
            // The only exception that a body may cause.
        }
    });

    [Fact]
    public void Announced_length_takes_no_memory_before_its_bytes_are_there()
    {
        byte[] body = [0xdd, 0x7f, 0xff, 0xff, 0xff];
        Assert.Throws<MessagePackSerializationException>(() => List.Read(body));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<MessagePackSerializationException>(() => List.Read(body));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
    }

    [MessagePackObject]
    public sealed class Workers
    {
        [Key("Workers")]
        public List<WorkerState> List { get; set; } = [];
    }

    [MessagePackObject(keyAsPropertyName: true)]
    public sealed class WorkerState
    {
        public long Pid { get; set; }

        public string StatusStr { get; set; } = "";
    }
}
