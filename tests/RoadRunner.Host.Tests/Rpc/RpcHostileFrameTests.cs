using RoadRunner.Host.Rpc;
using RoadRunner.Host.Rpc.Codecs;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Rpc;

/// <summary>Bytes that are no request close their connection and nothing else (design.md rule 9).</summary>
public sealed class RpcHostileFrameTests
{
    public static TheoryData<string, string> Frames => new()
    {
        { "header length 14", "1e080c000000" + "55a4f1a2" + "0000" },
        { "version 2", "25080c0000005fc1059c000007000000090000007463702e436c6f7365227822" },
        { "header length 15", "1f080c00000094e5e43900000700000009000000000000000000000000000000000000000000000000000000000000000000000000000000000000007463702e436c6f7365227822" },
        { "header length 2", "12080c000000" + "00000000" + "0000" },
        { "method length beyond the payload", "15080c000000f2c67f98000007000000f40100007463702e436c6f7365227822" },
        { "no options", "13080c000000ef25264e00007463702e436c6f7365227822" },
        { "three options", "16080c0000005cb4eb1e00000100000009000000000000007463702e436c6f7365227822" },
        { "wrong checksum", "15080c00000001000000000007000000090000007463702e436c6f7365227822" },
        { "HTTP", Convert.ToHexString("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8) },
    };

    [Theory]
    [MemberData(nameof(Frames))]
    public async Task A_hostile_frame_closes_its_connection_with_one_log_line(string name, string hex)
    {
        await using var server = await StartAsync();
        using var bystander = await server.ConnectAsync();
        using var client = await server.ConnectAsync();
        await client.SendAsync(Convert.FromHexString(hex));

        Assert.Null(await client.ReadFrameAsync());
        Assert.Equal("\"x\"", await bystander.CallAsync("test.Echo", "\"x\""));
        var warning = Assert.Single(server.Log.Records, static record => record.StartsWith("Warning", StringComparison.Ordinal));
        Assert.StartsWith("Warning rpc: The RPC connection of 127.0.0.1:", warning, StringComparison.Ordinal);
        Assert.True(name.Length > 0);
    }

    [Fact]
    public async Task A_payload_over_the_limit_is_refused_by_its_header()
    {
        await using var server = await StartAsync();
        using var client = await server.ConnectAsync();
        var header = new byte[12];
        new FrameHeader(FrameFlags.Json, StreamFlags.None, optionCount: 2, uint.MaxValue).WriteTo(header);
        await client.SendAsync(header);
        Assert.Null(await client.ReadFrameAsync());
    }

    [Fact]
    public async Task A_request_before_a_hostile_frame_may_have_its_answer_and_the_connection_ends()
    {
        await using var server = await StartAsync();
        using var client = await server.ConnectAsync();
        await client.SendAsync((byte[])[.. RpcTestClient.Frame(FrameFlags.Json, 1, "test.Echo", "\"x\""u8), .. "GET /"u8]);
        while (await client.ReadFrameAsync() is { } answer)
        {
            Assert.Equal("\"x\"", RpcTestClient.Parse(answer).Text);
        }
    }

    [Fact]
    public async Task A_frame_cut_at_any_byte_ends_the_connection_in_silence()
    {
        await using var server = await StartAsync();
        var request = RpcTestClient.Frame(FrameFlags.Json, 1, "test.Echo", "\"x\""u8);
        for (var length = 0; length < request.Length; length++)
        {
            using var client = await server.ConnectAsync();
            await client.SendAsync(request.AsMemory(0, length));
            client.HalfClose();
            Assert.Null(await client.ReadFrameAsync());
        }

        Assert.DoesNotContain(server.Log.Records, static record => !record.StartsWith("Debug", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_comes_byte_by_byte_is_answered()
    {
        await using var server = await StartAsync();
        using var client = await server.ConnectAsync();
        foreach (var one in RpcTestClient.Frame(FrameFlags.Json, 1, "test.Echo", "\"x\""u8))
        {
            await client.SendAsync(new[] { one });
        }

        Assert.Equal("\"x\"", RpcTestClient.Parse(await client.ReadFrameAsync()).Text);
    }

    private static Task<RpcServerUnderTest> StartAsync() => RpcServerUnderTest.StartAsync(
        new RpcServiceMethods("test").Add("Echo", RpcArguments.Text, RpcResults.Text, static text => text));
}
