using System.Text;
using RoadRunner.Host.Rpc;
using RoadRunner.Host.Rpc.Codecs;
using RoadRunner.Host.Rpc.Services;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Rpc;

/// <summary>What each codec carries and what it is answered with (docs/protocol.md, "RPC").</summary>
public sealed class RpcCodecRuleTests
{
    private const FrameFlags Error = FrameFlags.Error;

    private static readonly RpcServiceMethods Services = new RpcServiceMethods("test")
        .Add("Text", RpcArguments.Text, RpcResults.Text, static text => $"<{text}>")
        .Add("Bool", RpcArguments.Bool, RpcResults.Bool, static value => value)
        .Add("Bytes", RpcArguments.Bool, RpcResults.Bytes, static value => Encoding.UTF8.GetBytes(value ? "yes" : "no"))
        .Add("List", RpcArguments.Bool, RpcResults.TextList, static value => value ? ["a", "b"] : null)
        .Add("Features", RpcArguments.Bool, new HostFeaturesResult(), static _ => new HostFeatures("N", "1", Push: false, [new("main", "exact")], [new("main", "0d0a")]) { Connections = [new("main", 3)] })
        .Add("Fails", RpcArguments.Bool, RpcResults.Bool, (Func<bool, bool>)(static _ => throw new InvalidOperationException("a secret")));

    [Theory]
    [InlineData("test.Text", "\"x\"", "\"\\u003cx\\u003e\"")]
    [InlineData("test.Text", " \"\\u00e4\\n\" ", "\"\\u003cä\\n\\u003e\"")]
    [InlineData("test.Text", "null", "\"\\u003c\\u003e\"")]
    [InlineData("test.Text", "", "\"\\u003c\\u003e\"")]
    [InlineData("test.Bool", "true", "true")]
    [InlineData("test.Bool", "null", "false")]
    [InlineData("test.Bytes", "true", "\"eWVz\"")]
    [InlineData("test.List", "true", "[\"a\",\"b\"]")]
    [InlineData("test.List", "false", "null")]
    [InlineData("test.Features", "true", """{"name":"N","version":"1","push":false,"framing":{"main":"exact"},"delimiters":{"main":"0d0a"},"connections":{"main":3}}""")]
    public async Task Json_is_answered_with_json(string method, string body, string expected) =>
        Assert.Equal((FrameFlags.Json, expected), await CallAsync(FrameFlags.Json, method, body));

    [Theory]
    [InlineData("test.Text", "5", "json: cannot unmarshal number into Go value of type string")]
    [InlineData("test.Text", "-1 x", "json: cannot unmarshal number into Go value of type string")]
    [InlineData("test.Text", "[]", "json: cannot unmarshal array into Go value of type string")]
    [InlineData("test.Text", "{}", "json: cannot unmarshal object into Go value of type string")]
    [InlineData("test.Text", "true", "invalid character 't' looking for beginning of value")]
    [InlineData("test.Text", "\"x\" junk", "invalid character 'j' after top-level value")]
    [InlineData("test.Text", "\"x", "unexpected end of JSON input")]
    [InlineData("test.Text", "\"\\x\"", "json: cannot parse the value at byte 0")]
    [InlineData("test.Bool", "\"\"", "json: bool unexpected end of JSON input")]
    [InlineData("test.Bool", "tru", "unexpected end of JSON input")]
    [InlineData("test.Bool", "true 1", "invalid character '1' after top-level value")]
    public async Task Json_of_another_type_is_an_error_in_the_words_of_go(string method, string body, string expected) =>
        Assert.Equal((FrameFlags.Json | Error, expected), await CallAsync(FrameFlags.Json, method, body));

    [Theory]
    [InlineData(FrameFlags.Raw, "test.Bytes", "ignored", FrameFlags.Raw, "no")]
    [InlineData(FrameFlags.Raw, "test.Text", "ignored", FrameFlags.Raw | Error, "unknown Raw payload type")]
    [InlineData(FrameFlags.Proto, "test.Text", "x", FrameFlags.Proto | Error, "goridge_read_request_body: message type is not a proto")]
    [InlineData(FrameFlags.None, "test.Text", "x", FrameFlags.Gob | Error, "goridge_read_request_body: unknown decoder used in frame")]
    [InlineData(FrameFlags.Gob, "test.Text", "x", FrameFlags.Gob | Error, "goridge_read_request_body: gob: test.Text is not served in gob, nothing is; use JSON, MessagePack, or protobuf where the argument is a message")]
    [InlineData(FrameFlags.Gob, "test.Nope", "x", FrameFlags.Gob | Error, "rpc: can't find method test.Nope")]
    [InlineData(FrameFlags.Json, "tests.Text", "x", FrameFlags.Json | Error, "rpc: can't find service tests.Text")]
    [InlineData(FrameFlags.Json, "test.Text.x", "x", FrameFlags.Json | Error, "rpc: can't find service test.Text.x")]
    [InlineData(FrameFlags.Json, "Test.Text", "x", FrameFlags.Json | Error, "rpc: can't find service Test.Text")]
    [InlineData(FrameFlags.Json, "", "", FrameFlags.Json | Error, "rpc: service/method request ill-formed: ")]
    [InlineData(FrameFlags.Json | FrameFlags.MessagePack | FrameFlags.Control | Error, "test.Text", "5", FrameFlags.Json | Error, "json: cannot unmarshal number into Go value of type string")]
    [InlineData(FrameFlags.Json, "test.Fails", "true", FrameFlags.Json | Error, "internal error of the host; its log says more")]
    public async Task What_a_codec_cannot_carry_is_an_error(FrameFlags flags, string method, string body, FrameFlags expectedFlags, string expected) =>
        Assert.Equal((expectedFlags, expected), await CallAsync(flags, method, body));

    [Theory]
    [InlineData("test.Text", "a178", "a33c783e")]
    [InlineData("test.Text", "c0", "a23c3e")]
    [InlineData("test.Bool", "c3", "c3")]
    [InlineData("test.Bytes", "c3", "c403796573")]
    [InlineData("test.List", "c3", "92a161a162")]
    [InlineData("test.List", "c2", "c0")]
    [InlineData("test.Features", "c3", "86a46e616d65a14ea776657273696f6ea131a470757368c2a76672616d696e6781a46d61696ea56578616374aa64656c696d697465727381a46d61696ea430643061ab636f6e6e656374696f6e7381a46d61696e03")]
    public async Task MessagePack_is_answered_with_MessagePack(string method, string body, string expected)
    {
        await using var server = await RpcServerUnderTest.StartAsync(Services);
        using var client = await server.ConnectAsync();
        await client.SendAsync(RpcTestClient.Frame(FrameFlags.MessagePack, 1, method, Convert.FromHexString(body)));
        var (flags, text) = RpcTestClient.Parse(await client.ReadFrameAsync(), Encoding.Latin1);
        Assert.Equal((FrameFlags.MessagePack, expected), (flags, Convert.ToHexStringLower(Encoding.Latin1.GetBytes(text))));
    }

    [Theory]
    [InlineData("\u0001")]
    [InlineData("\u00a5x")]
    public async Task MessagePack_of_another_type_is_an_error(string body)
    {
        var (flags, text) = await CallAsync(FrameFlags.MessagePack, "test.Text", body);
        Assert.Equal(FrameFlags.MessagePack | Error, flags);
        Assert.StartsWith("msgpack: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_of_the_host_is_logged_and_does_not_reach_the_client()
    {
        await using var server = await RpcServerUnderTest.StartAsync(Services);
        using var client = await server.ConnectAsync();
        await client.CallAsync("test.Fails", "true");
        Assert.Contains(server.Log.Records, static record => record.StartsWith("Error rpc: The RPC request #1 test.Fails", StringComparison.Ordinal) && record.Contains("a secret", StringComparison.Ordinal));
        Assert.Equal("true", await client.CallAsync("test.Bool", "true"));
    }

    private static async Task<(FrameFlags Flags, string Text)> CallAsync(FrameFlags flags, string method, string body)
    {
        await using var server = await RpcServerUnderTest.StartAsync(Services);
        using var client = await server.ConnectAsync();
        return await client.CallAsync(flags, method, body);
    }
}
