using System.Text;
using Google.Protobuf.Collections;
using Spiral.Goridge;
using Spiral.Goridge.Rpc;
using Spiral.Goridge.Rpc.Tests;
using Spiral.RoadRunner.Rpc;
using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.KeyValue.Tests;

/// <summary>Every recorded call of the kv service, once below our rules and, where they let it pass, through the storage.</summary>
public sealed class RecordedCallTests
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Scenarios => ["rpc-kv-memory", "rpc-kv-redis", "rpc-kv-not-configured"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Requests_of_all_seven_methods_are_the_recorded_ones_and_the_replies_are_understood(string scenario)
    {
        var methods = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (call, request) in Load(scenario))
        {
            var method = MethodOf(call);
            methods.Add(method);
            await ReplayAsync(call, caller => AssertRepliedAsync(call, () => new KeyValueCalls(caller, request.Storage, null).CallAsync(method, request.Items, Token).AsTask()));
        }

        string[] seven = ["kv.Clear", "kv.Delete", "kv.Has", "kv.MExpire", "kv.MGet", "kv.Set", "kv.TTL"];
        Assert.Equal(scenario == "rpc-kv-not-configured" ? ["kv.Has"] : seven, methods.Where(method => method != "kv.Nope").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Storage_sends_the_recorded_requests(string scenario)
    {
        foreach (var (call, request) in Load(scenario).Where(pair => IsOurs(pair.Call, pair.Request)))
        {
            await ReplayAsync(call, async caller =>
            {
                try
                {
                    await AskAsync(caller, MethodOf(call), request);
                    Assert.False(IsError(call));
                }
                catch (StorageException)
                {
                    Assert.True(IsError(call));
                }
            });
        }
    }

    [Fact]
    public async Task Recorded_values_and_times_reach_the_caller()
    {
        await AskRecordedAsync("rpc-kv-memory", "kv.MGet storage=store items=[{'key': 'a'}, {'key': 'b'}", async storage =>
        {
            var results = await storage.GetManyAsync(["a", "b", "e", "missing"], Token).Within();
            Assert.Equal(["31", "00FF0A", "", "missing"], results.Select(result => result.TryGetValue(out var value) ? Convert.ToHexString(value) : "missing"));
        });
        await AskRecordedAsync("rpc-kv-memory", "kv.TTL storage=store items=[{'key': 't'}]", async storage =>
            Assert.Equal(new DateTimeOffset(2026, 11, 20, 7, 15, 22, TimeSpan.Zero), await storage.TtlAsync("t", Token).Within()));
        await AskRecordedAsync("rpc-kv-redis", "kv.TTL storage=store items=[{'key': 'a'}, {'key': 'missing'}]", async storage =>
            Assert.Equal([null, null], await storage.TtlManyAsync(["a", "missing"], Token).Within()));
    }

    private static async Task AskRecordedAsync(string scenario, string note, Func<KeyValueStorage, Task> ask)
    {
        var call = Load(scenario).First(pair => pair.Call.Note.StartsWith(note, StringComparison.Ordinal)).Call;
        await ReplayAsync(call, caller => ask(new KeyValueStorage(caller, "store")));
    }

    private static IEnumerable<(RecordedCall Call, KvRequest Request)> Load(string scenario)
    {
        foreach (var call in RecordedCall.Load(scenario).Where(call => (FrameFlags)RecordedCall.FlagsOf(call.Request) == FrameFlags.Proto))
        {
            // One recorded request is damaged on purpose; no client can send it.
            if (!call.Note.Contains("malformed", StringComparison.Ordinal))
            {
                yield return (call, KvRequest.Parser.ParseFrom(RecordedCall.BodyOf(call.Request)));
            }
        }
    }

    private static async Task ReplayAsync(RecordedCall call, Func<IRpcCaller, Task> use)
    {
        var (connection, peer) = ScriptedPeer.Connect(new RpcConnectionOptions { FirstSequence = RecordedCall.SequenceOf(call.Request) });
        await using var first = connection;
        await using var second = peer;
        var used = use(new RpcLinkSession(connection, TestLimit.Generous, _ => { }, _ => { }));
        Assert.Equal(Convert.ToHexString(call.Request), Convert.ToHexString(await peer.ReceiveBytesAsync()));
        await peer.SendAsync(call.Reply);
        await used.Within();
    }

    private static async Task AssertRepliedAsync(RecordedCall call, Func<Task<RepeatedField<KvItem>>> ask)
    {
        if (IsError(call))
        {
            var error = await Assert.ThrowsAsync<StorageException>(ask);
            Assert.Equal(Encoding.UTF8.GetString(RecordedCall.BodyOf(call.Reply)), error.ServerText);
            return;
        }

        Assert.Equal(KvResponse.Parser.ParseFrom(RecordedCall.BodyOf(call.Reply)).Items, await ask().Within());
    }

    // What the storage refuses or never sends: blank keys, no keys, an empty storage, kv.MExpire, a time that is none or over.
    private static bool IsOurs(RecordedCall call, KvRequest request) =>
        MethodOf(call) is not ("kv.MExpire" or "kv.Nope")
        && request.Storage.Length > 0
        && (request.Items.Count > 0 || MethodOf(call) == "kv.Clear")
        && request.Items.All(item => !string.IsNullOrWhiteSpace(item.Key) && item.Timeout != "not-a-time");

    private static async Task AskAsync(IRpcCaller caller, string method, KvRequest request)
    {
        var timeout = request.Items.FirstOrDefault()?.Timeout ?? "";
        var time = timeout.Length > 0 ? new ManualTime(DateTimeOffset.Parse(timeout, null) - Life) : new ManualTime();
        var storage = new KeyValueStorage(caller, request.Storage, new KeyValueOptions { TimeProvider = time });
        var keys = request.Items.Select(item => item.Key);
        switch (method)
        {
            case "kv.Has":
                await storage.HasManyAsync(keys, Token);
                break;
            case "kv.MGet":
                await storage.GetManyAsync(keys, Token);
                break;
            case "kv.TTL":
                await storage.TtlManyAsync(keys, Token);
                break;
            case "kv.Delete":
                await storage.DeleteManyAsync(keys, Token);
                break;
            case "kv.Clear":
                await storage.ClearAsync(Token);
                break;
            default:
                await storage.SetManyAsync(request.Items.Select(item => KeyValuePair.Create(item.Key, item.Value.Memory)), timeout.Length > 0 ? Life : null, Token);
                break;
        }
    }

    private static string MethodOf(RecordedCall call) => Encoding.UTF8.GetString(RecordedCall.MethodOf(call.Request));

    private static bool IsError(RecordedCall call) => ((FrameFlags)RecordedCall.FlagsOf(call.Reply)).HasFlag(FrameFlags.Error);
}
