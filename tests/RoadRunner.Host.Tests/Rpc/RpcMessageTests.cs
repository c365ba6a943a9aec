using System.Text;
using Google.Protobuf;
using RoadRunner.Host.Rpc;
using RoadRunner.Host.Rpc.Codecs;
using RoadRunner.Host.Rpc.Services;
using Spiral.Goridge;
using Spiral.RoadRunner.Rpc.Protos;
using Xunit;

namespace RoadRunner.Host.Tests.Rpc;

/// <summary>Messages and structures, whichever codec carries them.</summary>
public sealed class RpcMessageTests
{
    private static readonly RpcServiceMethods Services = new RpcServiceMethods("test")
        .Add("Kv", new MessageArgument<KvRequest>(), new MessageResult<KvResponse>(), static request => new KvResponse { Items = { request.Items } })
        .Add("Lock", new MessageArgument<LockRequest>(), RpcResults.Text, static request => $"{request.Resource} {request.HasTtl} {request.Ttl}")
        .Add("Log", new MessageArgument<LogEntry>(), RpcResults.Text, static entry => string.Join(',', entry.LogAttrs.Select(static one => one.Key)))
        .Add("Metric", new StructureArgument<MetricSample>("Metric", static fields => new MetricSample(fields.Text("name"), fields.Number("value"), fields.Texts("labels"))), RpcResults.Text, static one => $"{one.Name} {one.Value} {string.Join(',', one.Labels)}");

    [Theory]
    [InlineData("test.Kv", """{"items":[{"key":"a","value":"eA==","timeout":"t","other":[1,{"a":2}]},{"key":"","value":null},null]}""", """{"items":[{"key":"a","value":"eA==","timeout":"t"},{},{}]}""")]
    [InlineData("test.Kv", """{"ITEMS":[{"Key":"<a>"}]}""", """{"items":[{"key":"\u003ca\u003e"}]}""")]
    [InlineData("test.Kv", "null", "{}")]
    [InlineData("test.Kv", "", "{}")]
    [InlineData("test.Lock", """{"resource":"r","ttl":9007199254740993}""", "\"r True 9007199254740993\"")]
    [InlineData("test.Lock", """{"resource":"r","ttl":null}""", "\"r False 0\"")]
    [InlineData("test.Log", """{"message":"m","log_attrs":[{"key":"a"},{"key":"b","value":"c"}]}""", "\"a,b\"")]
    [InlineData("test.Metric", """{"Name":"m","VALUE":1.5,"labels":["a","b"]}""", "\"m 1.5 a,b\"")]
    [InlineData("test.Metric", """{"name":"x","name":"m","value":2,"labels":null}""", "\"m 2 \"")]
    public async Task Json_fills_fields_by_name(string method, string body, string expected) =>
        Assert.Equal((FrameFlags.Json, expected), await CallAsync(FrameFlags.Json, method, Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("test.Kv", """{"items":{}}""", "json: cannot unmarshal object into Go struct field KvRequest.Items of type []*KvItem")]
    [InlineData("test.Kv", """{"items":[{"key":5}]}""", "json: cannot unmarshal number into Go struct field KvItem.Key of type string")]
    [InlineData("test.Kv", """{"items":[{"value":"%"}]}""", "illegal base64 data")]
    [InlineData("test.Kv", "[]", "json: cannot unmarshal array into Go value of type KvRequest")]
    [InlineData("test.Lock", """{"ttl":1.5}""", "json: cannot unmarshal number into Go struct field LockRequest.Ttl of type int64")]
    [InlineData("test.Log", """{"log_attrs":true}""", "json: cannot unmarshal bool into Go struct field LogEntry.LogAttrs of type []*LogAttribute")]
    [InlineData("test.Metric", """{"value":"1"}""", "json: cannot unmarshal string into Go struct field Metric.Value of type float64")]
    [InlineData("test.Metric", """{"labels":[1]}""", "json: cannot unmarshal number into Go struct field Metric.Labels of type string")]
    [InlineData("test.Metric", """{"name":"m"} {}""", "invalid character '{' after top-level value")]
    public async Task Json_of_another_type_names_the_field(string method, string body, string expected) =>
        Assert.Equal((FrameFlags.Json | FrameFlags.Error, expected), await CallAsync(FrameFlags.Json, method, Encoding.UTF8.GetBytes(body)));

    [Fact]
    public async Task Protobuf_comes_back_as_it_went()
    {
        var request = new KvRequest { Storage = "s", Items = { new KvItem { Key = "ä", Value = ByteString.CopyFrom(0, 255, 10), Timeout = "t" }, new KvItem() } };
        await using var server = await RpcServerUnderTest.StartAsync(Services);
        using var client = await server.ConnectAsync();
        await client.SendAsync(RpcTestClient.Frame(FrameFlags.Proto, 1, "test.Kv", request.ToByteArray()));
        var (flags, body) = RpcTestClient.Parse(await client.ReadFrameAsync(), Encoding.Latin1);
        Assert.Equal(FrameFlags.Proto, flags);
        Assert.Equal(request.Items, KvResponse.Parser.ParseFrom(Encoding.Latin1.GetBytes(body)).Items);
    }

    [Theory]
    [InlineData("ffff")]
    [InlineData("0a05")]
    public async Task What_is_no_protobuf_is_an_error(string body) => Assert.Equal(
        (FrameFlags.Proto | FrameFlags.Error, "goridge_read_request_body: proto: cannot parse invalid wire-format data"),
        await CallAsync(FrameFlags.Proto, "test.Kv", Convert.FromHexString(body)));

    [Fact]
    public void What_a_protobuf_message_does_not_know_is_not_kept()
    {
        var body = Convert.FromHexString("0a0173" + "12050a01613005" + "1801" + "2202ffff" + "2d01020304" + "310102030405060708");

        var request = new MessageArgument<KvRequest>().Read(FrameFlags.Proto, body);

        Assert.Equal(new KvRequest { Storage = "s", Items = { new KvItem { Key = "a" } } }.CalculateSize(), request.CalculateSize());
    }

    [Fact]
    public async Task Protobuf_has_as_many_values_as_json_and_no_more()
    {
        byte[] item = [0x12, 0x00];
        var body = new byte[item.Length * (GoValue.MaxValues + 1)];
        for (var at = 0; at < body.Length; at += item.Length)
        {
            item.CopyTo(body, at);
        }

        var error = (FrameFlags.Proto | FrameFlags.Error, "goridge_read_request_body: proto: more than 1000000 values");
        Assert.Equal(error, await CallAsync(FrameFlags.Proto, "test.Kv", body));
        Assert.Equal(GoValue.MaxValues, new MessageArgument<KvRequest>().Read(FrameFlags.Proto, body.AsSpan(item.Length)).Items.Count);
    }

    // {"Items":[{"Key":"a","Value":bin 78}]}
    [Fact]
    public async Task MessagePack_has_the_names_of_go()
    {
        await using var server = await RpcServerUnderTest.StartAsync(Services);
        using var client = await server.ConnectAsync();
        await client.SendAsync(RpcTestClient.Frame(FrameFlags.MessagePack, 1, "test.Kv", Convert.FromHexString("81a54974656d739182a34b6579a161a556616c7565c40178")));
        var (flags, body) = RpcTestClient.Parse(await client.ReadFrameAsync(), Encoding.Latin1);
        Assert.Equal(FrameFlags.MessagePack, flags);
        Assert.Equal("81a54974656d739183a34b6579a161a556616c7565c40178a754696d656f7574a0", Convert.ToHexStringLower(Encoding.Latin1.GetBytes(body)));
    }

    [Theory]
    [InlineData("83a46e616d65a16da576616c7565cb3ff8000000000000a66c6162656c7391a161")]
    [InlineData("83a44e616d65a16da556616c7565cb3ff8000000000000a64c6162656c7391a161")]
    public async Task MessagePack_fills_structures_by_either_name(string body) =>
        Assert.Equal((FrameFlags.MessagePack, "\u00a7m 1.5 a"), await CallAsync(FrameFlags.MessagePack, "test.Metric", Convert.FromHexString(body), Encoding.Latin1));

    [Theory]
    [InlineData("test.Metric", 64)]
    [InlineData("test.Metric", 100_000)]
    [InlineData("test.Kv", 100_000)]
    public async Task MessagePack_that_is_nested_too_deep_is_an_error(string method, int depth)
    {
        // {"name":[[…]]}: the structure itself is the first level.
        byte[] body = [0x81, 0xa4, .. "name"u8, .. Enumerable.Repeat((byte)0x91, depth), 0xc0];
        Assert.Equal((FrameFlags.MessagePack | FrameFlags.Error, "msgpack: arrays and maps are nested deeper than 64"), await CallAsync(FrameFlags.MessagePack, method, body));
    }

    [Theory]
    [InlineData("ddffffffff")]
    [InlineData("dfffffffff")]
    [InlineData("dbffffffff41")]
    [InlineData("c6ffffffff41")]
    [InlineData("81")]
    [InlineData("81a161")]
    [InlineData("c1")]
    [InlineData("81c0c0")]
    [InlineData("c70501")]
    public async Task MessagePack_that_is_cut_off_or_broken_is_an_error_of_its_request_only(string body)
    {
        await using var server = await RpcServerUnderTest.StartAsync(Services);
        using var client = await server.ConnectAsync();
        await client.SendAsync(RpcTestClient.Frame(FrameFlags.MessagePack, 1, "test.Metric", Convert.FromHexString(body)));
        var (flags, text) = RpcTestClient.Parse(await client.ReadFrameAsync());
        Assert.Equal(FrameFlags.MessagePack | FrameFlags.Error, flags);
        Assert.StartsWith("msgpack: ", text, StringComparison.Ordinal);

        await client.SendAsync(RpcTestClient.Frame(FrameFlags.Json, 2, "test.Kv", "null"u8.ToArray()));
        Assert.Equal((FrameFlags.Json, "{}"), RpcTestClient.Parse(await client.ReadFrameAsync()));
    }

    [Fact]
    public async Task A_request_of_too_many_parts_is_refused_before_it_costs_memory()
    {
        var body = Encoding.UTF8.GetBytes("{\"items\":[" + string.Join(',', Enumerable.Repeat("{}", GoValue.MaxValues)) + "]}");
        Assert.Equal((FrameFlags.Json | FrameFlags.Error, "json: more than 1000000 values"), await CallAsync(FrameFlags.Json, "test.Kv", body));
    }

    private static async Task<(FrameFlags Flags, string Text)> CallAsync(FrameFlags flags, string method, byte[] body, Encoding? encoding = null)
    {
        await using var server = await RpcServerUnderTest.StartAsync(Services);
        using var client = await server.ConnectAsync();
        await client.SendAsync(RpcTestClient.Frame(flags, 1, method, body));
        return RpcTestClient.Parse(await client.ReadFrameAsync(), encoding);
    }
}
