using System.Text;
using System.Text.Json;

namespace Spiral.RoadRunner.Tcp.Tests;

public sealed class BadRequestTests
{
    public static TheoryData<string> BadContexts =>
    [
        "",
        "invalid",
        "[]",
        "null",
        "\"DATA\"",
        """{"event":"DATA" """,
        """{"event":"DATA"} trailing""",
        """{"event":"DATA"}{}""",
        """{"event":42}""",
        """{"server":{}}""",
        """{"uuid":["u"]}""",
        """{"remote_addr":true}""",
        """{"server":"\ud800"}""",
    ];

    [Theory]
    [MemberData(nameof(BadContexts))]
    public async Task Bad_context_is_answered_with_an_error_frame_and_thrown(string context)
    {
        await using var rig = new TcpRig();
        await rig.Server.SendEventAsync(context, "body");

        var thrown = await Assert.ThrowsAsync<TcpRequestException>(rig.NextAsync);

        var frame = RawFrame.Parse(await rig.Server.ReceiveAsync());
        Assert.Equal((byte)0x40, frame.Flags);
        Assert.Empty(frame.Options);
        Assert.Equal(thrown.Message, frame.Text);
        Assert.StartsWith("The context of the event cannot be decoded: ", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(context, Encoding.UTF8.GetString(thrown.Context.Span));
        Assert.NotNull(thrown.InnerException);
    }

    [Fact]
    public async Task Bad_context_with_bytes_that_are_no_utf_8_is_thrown()
    {
        await using var rig = new TcpRig();
        byte[] context = [.. "{\"server\":\""u8, 0xff, .. "\"}"u8];
        await rig.Server.SendAsync(new RawFrame(0, 0, [(uint)context.Length], context));

        var thrown = await Assert.ThrowsAsync<TcpRequestException>(rig.NextAsync);

        Assert.Equal(context, thrown.Context.ToArray());
    }

    [Fact]
    public async Task Next_request_after_a_bad_one_works()
    {
        await using var rig = new TcpRig();
        await rig.Server.SendEventAsync("invalid");
        await Assert.ThrowsAsync<TcpRequestException>(rig.NextAsync);

        Assert.Equal("hello", (await rig.TakeAsync(Contexts.Data, "hello")).GetText());
        rig.Tcp.Respond("hello\r\n");

        Assert.True(RawFrame.Parse(await rig.Server.ReceiveAsync()).IsError);
        Assert.Equal(GoldenFrames.WriteHello, await rig.Server.ReceiveHexAsync());
        Assert.Equal("", Convert.ToHexStringLower((await RestAsync(rig)).Span));
    }

    [Fact]
    public async Task Bad_request_has_been_answered_so_a_second_answer_throws()
    {
        await using var rig = new TcpRig();
        await rig.Server.SendEventAsync("invalid");
        await Assert.ThrowsAsync<TcpRequestException>(rig.NextAsync);

        Assert.Throws<InvalidOperationException>(rig.Tcp.Read);

        Assert.True(RawFrame.Parse(await rig.Server.ReceiveAsync()).IsError);
        Assert.True((await RestAsync(rig)).IsEmpty);
    }

    [Fact]
    public async Task Bad_request_is_thrown_out_of_the_asynchronous_wait_as_well()
    {
        await using var rig = new TcpRig();
        await rig.Server.SendEventAsync("invalid");

        var thrown = await Assert.ThrowsAsync<TcpRequestException>(() =>
            rig.Tcp.WaitRequestAsync(TestContext.Current.CancellationToken).Within());

        Assert.IsType<JsonException>(thrown.InnerException, exactMatch: false);
        Assert.True(RawFrame.Parse(await rig.Server.ReceiveAsync()).IsError);
    }

    private static async Task<ReadOnlyMemory<byte>> RestAsync(TcpRig rig)
    {
        rig.Tcp.Dispose();
        return await rig.Server.ReceiveToEndAsync();
    }
}
