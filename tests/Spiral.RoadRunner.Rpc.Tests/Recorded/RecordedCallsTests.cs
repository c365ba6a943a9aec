using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.Rpc.Tests;

public sealed class RecordedCallsTests
{
    private static readonly KeyValuePair<string, string>[] Attributes = [new("k1", "v1"), new("k2", "v2")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, uint> All
    {
        get
        {
            var all = new TheoryData<string, uint>();
            foreach (var (scenario, calls) in Calls)
            {
                foreach (var call in calls)
                {
                    all.Add(scenario, call.Sequence);
                }
            }

            return all;
        }
    }

    private static Dictionary<string, RecordedCall[]> Calls { get; } = new()
    {
        ["rpc-core"] =
        [
            new(1, async link => await new ServerClient(link).VersionAsync(Token), "3"),
            new(2, Raw("rpc.Version", FrameFlags.Json, ""), "\"3\""),
            new(4, async link => await new ServerClient(link).ConfigAsync(Token), "312 bytes"),
            new(5, Raw("tcp.Nope", FrameFlags.Json, "\"x\""), "rpc: can't find method tcp.Nope"),
            new(6, Raw("nope.Nope", FrameFlags.Json, "\"x\""), "rpc: can't find service nope.Nope"),
            new(7, Raw("tcp", FrameFlags.Json, "\"x\""), "rpc: service/method request ill-formed: tcp"),
            new(8, Raw("tcp.Close", FrameFlags.Json, "5"), "json: cannot unmarshal number into Go value of type string"),
            new(9, Raw("tcp.Close", FrameFlags.Json, "\"x\" junk"), "invalid character 'j' after top-level value"),
            new(10, Raw("tcp.Close", FrameFlags.Raw, "x"), "unknown Raw payload type"),
            new(11, Raw("tcp.Close", FrameFlags.Proto, "x"), "goridge_read_request_body: message type is not a proto"),
            new(12, Raw("tcp.Close", FrameFlags.None, "\"x\""), "goridge_read_request_body: unknown decoder used in frame"),
            new(13, Raw("rpc.Version", FrameFlags.Json, "\"\""), "json: bool unexpected end of JSON input"),
            new(0, Do(link => new TcpServiceClient(link).CloseAsync("x", Token)), ""),
            new(uint.MaxValue, Do(link => new TcpServiceClient(link).CloseAsync("x", Token)), ""),
        ],
        ["rpc-informer-resetter"] =
        [
            new(1, async link => await new InformerClient(link).ListAsync(Token), "tcp"),
            new(
                2,
                async link => (await new InformerClient(link).WorkersAsync("tcp", Token)).Select(Describe),
                "22947 1 ready 0 2026-11-20T07:15:06.7844998+00:00 15945728 1.8249906808903997 '', 22946 1 ready 0 2026-11-20T07:15:06.7842711+00:00 16015360 1.8248473967942844 ''"),
            new(3, async link => await new InformerClient(link).WorkersAsync("nope", Token) is { Count: 0 }, "True"),
            new(4, Do(link => new InformerClient(link).AddWorkerAsync("tcp", Token)), ""),
            new(5, async link => (await new InformerClient(link).WorkersAsync("tcp", Token)).Count, "3"),
            new(6, Do(link => new InformerClient(link).RemoveWorkerAsync("tcp", Token)), ""),
            new(7, Do(link => new InformerClient(link).RemoveWorkerAsync("tcp", Token)), ""),
            new(8, Do(link => new InformerClient(link).RemoveWorkerAsync("tcp", Token)), ""),
            new(9, async link => (await new InformerClient(link).WorkersAsync("tcp", Token)).Count, "1"),
            new(10, Do(link => new InformerClient(link).AddWorkerAsync("nope", Token)), "plugin nope does not support workers management"),
            new(11, Do(link => new InformerClient(link).RemoveWorkerAsync("nope", Token)), "plugin nope does not support workers management"),
            new(12, Raw("informer.Jobs", FrameFlags.Json, "\"tcp\""), "null"),
            new(13, async link => await new ResetterClient(link).ListAsync(Token), "tcp"),
            new(14, Do(link => new ResetterClient(link).ResetAsync("tcp", timeout: null, Token)), ""),
            new(15, Do(link => new ResetterClient(link).ResetAsync("nope", timeout: null, Token)), "resetter_rpc_reset:\n\tresetter_plugin_reset_by_name: no such plugin: nope"),
            new(16, async link => (await new InformerClient(link).WorkersAsync("tcp", Token)).Count, "1"),
        ],
        ["tcp-close-idle"] =
        [
            new(1, Do(link => new TcpServiceClient(link).CloseAsync("0e466f13-d475-487c-b41e-b5fa221c9e87", Token)), ""),
            new(2, Do(link => new TcpServiceClient(link).CloseAsync("0e466f13-d475-487c-b41e-b5fa221c9e87", Token)), ""),
        ],
        ["tcp-close-busy"] =
        [
            new(1, Do(link => new TcpServiceClient(link).CloseAsync("cc1dce12-4ec2-4003-b899-c3acb1f111de", Token)), ""),
        ],
        ["rpc-app-logger"] =
        [
            new(1, Do(link => new AppLogClient(link).ErrorAsync("message Error", attributes: null, Token)), ""),
            new(2, Do(link => new AppLogClient(link).WarningAsync("message Warning", attributes: null, Token)), ""),
            new(3, Do(link => new AppLogClient(link).InfoAsync("message Info", attributes: null, Token)), ""),
            new(4, Do(link => new AppLogClient(link).DebugAsync("message Debug", attributes: null, Token)), ""),
            new(5, Do(link => new AppLogClient(link).LogAsync("message Log", attributes: null, Token)), ""),
            new(6, Do(link => new AppLogClient(link).LogAsync("with newline\n", attributes: null, Token)), ""),
            new(7, Raw("app.Emergency", FrameFlags.Json, "\"x\""), "rpc: can't find method app.Emergency"),
            new(8, Raw("app.Info", FrameFlags.Json, "5"), "json: cannot unmarshal number into Go value of type string"),
            new(9, Do(link => new AppLogClient(link).ErrorAsync("ctx message", Attributes, Token)), ""),
            new(10, Do(link => new AppLogClient(link).WarningAsync("ctx message", Attributes, Token)), ""),
            new(11, Do(link => new AppLogClient(link).InfoAsync("ctx message", Attributes, Token)), ""),
            new(12, Do(link => new AppLogClient(link).DebugAsync("ctx message", Attributes, Token)), ""),
            new(13, Do(link => new AppLogClient(link).LogAsync("ctx message", Attributes, Token)), ""),
            new(14, Do(link => new AppLogClient(link).LogAsync("no attrs", [], Token)), ""),
            new(15, Raw("app.InfoWithContext", FrameFlags.Json, """{"message":"json","log_attrs":[{"key":"a","value":"b"}]}"""), "{}"),
            new(16, Raw("app.Info", FrameFlags.Proto, "x"), "goridge_read_request_body: message type is not a proto"),
        ],
        ["rpc-lock"] =
        [
            new(1, async link => await new LockClient(link).LockAsync("res", "a", ttl: null, wait: null, Token), "True"),
            new(2, async link => await new LockClient(link).ExistsAsync("res", "a", Token), "True"),
            new(3, async link => await new LockClient(link).ExistsAsync("res", "b", Token), "False"),
            new(4, async link => await new LockClient(link).ExistsAsync("res", LockClient.AnyId, Token), "True"),
            new(5, async link => await new LockClient(link).LockAsync("res", "b", ttl: null, Seconds.Of(0.1), Token), "False"),
            new(6, async link => await new LockClient(link).LockAsync("res", "a", ttl: null, Seconds.Of(0.1), Token), "False"),
            new(7, async link => await new LockClient(link).ReleaseAsync("res", "b", Token), "False"),
            new(8, async link => await new LockClient(link).UpdateTtlAsync("res", "a", Seconds.Of(5), Token), "True"),
            new(9, async link => await new LockClient(link).ReleaseAsync("res", "a", Token), "True"),
            new(10, async link => await new LockClient(link).ReleaseAsync("res", "a", Token), "False"),
            new(11, async link => await new LockClient(link).LockAsync("short", "a", Seconds.Of(0.2), wait: null, Token), "True"),
            new(12, async link => await new LockClient(link).LockAsync("short", "b", ttl: null, Seconds.Of(1), Token), "True"),
            new(13, async link => await new LockClient(link).ForceReleaseAsync("short", Token), "True"),
            new(14, async link => await new LockClient(link).LockReadAsync("shared", "a", ttl: null, wait: null, Token), "True"),
            new(15, async link => await new LockClient(link).LockReadAsync("shared", "b", ttl: null, wait: null, Token), "True"),
            new(16, async link => await new LockClient(link).ReleaseAsync("shared", "a", Token), "True"),
            new(17, async link => await new LockClient(link).ReleaseAsync("shared", "b", Token), "True"),
            new(18, async link => await new LockClient(link).LockAsync("res", "", ttl: null, wait: null, Token), "empty ID is not allowed"),
            new(19, async link => await new LockClient(link).ForceReleaseAsync("unknown", Token), "False"),
            new(20, async link => await new LockClient(link).UpdateTtlAsync("unknown", "a", TimeSpan.FromMicroseconds(1), Token), "False"),
            new(21, Raw("lock.Lock", FrameFlags.Json, """{"resource":"j","id":"a","ttl":1000000}"""), """{"ok":true}"""),
            new(22, Raw("lock.Exists", FrameFlags.Json, """{"resource":"j","id":"zz"}"""), "{}"),
        ],
        ["rpc-lock-stuck"] =
        [
            new(1, async link => await new LockClient(link).LockReadAsync("q", "a", ttl: null, wait: null, Token), "True"),
            new(2, async link => await new LockClient(link).LockReadAsync("q", "b", ttl: null, wait: null, Token), "True"),
            new(3, async link => await new LockClient(link).LockAsync("q", "w", ttl: null, Seconds.Of(0.1), Token), "False"),
            new(4, async link => await new LockClient(link).ReleaseAsync("q", "a", Token), "False"),
            new(5, async link => await new LockClient(link).LockReadAsync("q", "c", ttl: null, Seconds.Of(0.1), Token), "False"),
        ],
        ["rpc-metrics"] =
        [
            new(1, Declare("app_counter", new MetricCollector { Namespace = "ns", Subsystem = "sub", Type = MetricType.Counter, Help = "a counter", Labels = ["kind"], Buckets = [] }), ""),
            new(2, Declare("app_counter", new MetricCollector { Type = MetricType.Gauge, Help = "x" }), ""),
            new(3, Declare("app_gauge", new MetricCollector { Type = MetricType.Gauge, Help = "a gauge" }), ""),
            new(4, Declare("app_hist", new MetricCollector { Type = MetricType.Histogram, Help = "h", Labels = ["op"], Buckets = [0.1, 1, 5] }), ""),
            new(5, Declare("app_sum", new MetricCollector { Type = MetricType.Summary, Help = "s" }), ""),
            new(6, Raw("metrics.Declare", FrameFlags.Json, """{"name":"app_sum2","collector":{"type":"summary","help":"s","objectives":{"0.5":0.05}}}"""), "json: cannot unmarshal object into Go struct field Collector.Objectives of type float64"),
            new(7, Raw("metrics.Declare", FrameFlags.Json, """{"name":"bad","collector":{"type":"nope","help":"x"}}"""), "metrics_plugin_declare: unknown collector type nope"),
            new(8, Declare("bad-name", new MetricCollector { Type = MetricType.Gauge, Help = "x" }), """metrics_plugin_declare: descriptor Desc{fqName: "bad-name", help: "x", constLabels: {}, variableLabels: {}} is invalid: "bad-name" is not a valid metric name"""),
            new(9, Metrics(metrics => metrics.AddAsync("app_counter", 2.5, ["a"], Token)), ""),
            new(10, Metrics(metrics => metrics.AddAsync("app_counter", 1, labels: null, Token)), "metrics_plugin_add: required labels for collector `app_counter`"),
            new(11, Metrics(metrics => metrics.AddAsync("app_counter", 1, ["a", "b"], Token)), """metrics_plugin_add: inconsistent label cardinality: expected 1 label values but got 2 in []string{"a", "b"}"""),
            new(12, Metrics(metrics => metrics.AddAsync("missing", 1, labels: null, Token)), "metrics_plugin_add: undefined collector missing, try first Declare the desired collector"),
            new(13, Metrics(metrics => metrics.AddAsync("from_config", 1, ["x"], Token)), ""),
            new(14, Metrics(metrics => metrics.SubAsync("app_counter", 1, ["a"], Token)), "metrics_plugin_sub: collector `app_counter` does not support method `Sub`"),
            new(15, Metrics(metrics => metrics.SetAsync("app_counter", 1, ["a"], Token)), "metrics_plugin_set: collector `app_counter` does not support method Set"),
            new(16, Metrics(metrics => metrics.ObserveAsync("app_counter", 1, ["a"], Token)), "metrics_plugin_observe: collector `app_counter` does not support method `Observe`"),
            new(17, Metrics(metrics => metrics.SetAsync("app_gauge", 10, labels: null, Token)), ""),
            new(18, Metrics(metrics => metrics.AddAsync("app_gauge", 1.5, labels: null, Token)), ""),
            new(19, Metrics(metrics => metrics.SubAsync("app_gauge", 0.5, labels: null, Token)), ""),
            new(20, Metrics(metrics => metrics.ObserveAsync("app_hist", 0.7, ["read"], Token)), ""),
            new(21, Metrics(metrics => metrics.ObserveAsync("app_hist", 0.7, labels: null, Token)), "metrics_plugin_observe: required labels for collector `app_hist`"),
            new(22, Metrics(metrics => metrics.AddAsync("app_hist", 1, ["read"], Token)), "metrics_plugin_add: collector app_hist does not support method `Add`"),
            new(23, Metrics(metrics => metrics.ObserveAsync("app_sum", 0.7, labels: null, Token)), ""),
            new(24, Metrics(metrics => metrics.SetAsync("missing", 1, labels: null, Token)), "metrics_plugin_set: undefined collector missing"),
            new(25, Metrics(metrics => metrics.SubAsync("missing", 1, labels: null, Token)), "metrics_plugin_sub: undefined collector missing"),
            new(26, Metrics(metrics => metrics.ObserveAsync("missing", 1, labels: null, Token)), "metrics_plugin_observe: undefined collector missing"),
            new(27, Metrics(metrics => metrics.UnregisterAsync("app_gauge", Token)), ""),
            new(28, Metrics(metrics => metrics.UnregisterAsync("missing", Token)), "metrics_plugin_unregister: undefined collector missing"),
        ],
        ["rpc-status"] =
        [
            new(1, async link => await new StatusClient(link).StatusAsync("tcp", Token), "checker_rpc_status:\n\tchecker_plugin_status: no such plugin: tcp"),
            new(2, async link => await new StatusClient(link).ReadyAsync("tcp", Token), "checker_rpc_ready:\n\tchecker_plugin_ready: no such plugin: tcp"),
            new(3, async link => await new StatusClient(link).StatusAsync("nope", Token), "checker_rpc_status:\n\tchecker_plugin_status: no such plugin: nope"),
        ],
    };

    [Theory]
    [MemberData(nameof(All))]
    public Task A_recorded_call_is_made_with_the_same_bytes_and_its_reply_understood(string scenario, uint sequence) =>
        Calls[scenario].Single(call => call.Sequence == sequence).PlayAsync(Capture.Load(scenario));

    [Fact]
    public void Every_recorded_call_that_a_client_can_make_is_covered()
    {
        // Configuration over JSON (we ask for it raw), three requests in one write, and frames that are damaged by hand.
        string[] notOurs = ["rpc-core 3", "rpc-core no request", "rpc-core 101"];
        var missing =
            from scenario in Calls.Keys
            from line in Capture.Load(scenario).RpcLines
            where line.Direction == CaptureLine.FromClient
            let sequence = RecordedCall.SequenceOf(line.Bytes)
            where sequence is null || Calls[scenario].All(call => call.Sequence != sequence)
            select sequence is null ? $"{scenario} no request" : $"{scenario} {sequence}";
        Assert.Equal(notOurs, missing.Distinct());
    }

    [Theory]
    [InlineData("rpc-kv-memory")]
    [InlineData("rpc-kv-redis")]
    [InlineData("rpc-kv-boltdb")]
    [InlineData("rpc-kv-not-configured")]
    [InlineData("rpc-kv-memory-mexpire-past")]
    public void Recorded_key_value_messages_are_read_and_written_with_the_same_bytes(string scenario)
    {
        foreach (var line in Capture.Load(scenario).RpcLines)
        {
            if (!FrameDecoder.TryRead(line.Bytes, RelayDefaults.MaxPayloadBytes, out var frame) || frame.Flags != FrameFlags.Proto || line.Note == "kv.Has with a malformed message")
            {
                continue;
            }

            var body = RpcFrame.Read(frame).Body;
            var codec = new Protobuf.ProtobufRpcCodec<KvRequest, KvResponse>(KvResponse.Parser);
            var again = new System.Buffers.ArrayBufferWriter<byte>();
            if (line.Direction == CaptureLine.FromClient)
            {
                codec.Write(again, KvRequest.Parser.ParseFrom(body.Span));
            }
            else
            {
                Google.Protobuf.MessageExtensions.WriteTo(codec.Read(body.Span), again);
            }

            Assert.Equal(body.ToArray(), again.WrittenSpan.ToArray());
        }
    }

    private static string Describe(PoolWorker worker) => FormattableString.Invariant(
        $"{worker.Pid} {worker.Status} {worker.StatusText} {worker.NumExecs} {worker.Created:O} {worker.MemoryUsage} {worker.CpuPercent} '{worker.Command}'");

    private static Func<RpcLink, Task<object?>> Raw(string method, FrameFlags codec, string body) =>
        async link => await link.CallAsync(method, body, new BytesCodec(codec), timeout: null, Token);

    private static Func<RpcLink, Task<object?>> Do(Func<RpcLink, ValueTask> call) => async link =>
    {
        await call(link);
        return null;
    };

    private static Func<RpcLink, Task<object?>> Metrics(Func<MetricsClient, ValueTask> call) => Do(async link =>
    {
        using var metrics = new MetricsClient(link);
        await call(metrics);
    });

    private static Func<RpcLink, Task<object?>> Declare(string name, MetricCollector collector) =>
        Metrics(metrics => metrics.DeclareAsync(name, collector, Token));
}
