using System.Text;
using Spiral.Goridge;

namespace Spiral.RoadRunner.Tcp.Tests;

public sealed class TcpResponseTests
{
    [Fact]
    public async Task Respond_writes_and_keeps_the_connection()
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(Contexts.Data);

        rig.Tcp.Respond("hello\r\n"u8);

        Assert.Equal(GoldenFrames.WriteHello, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Respond_close_writes_and_closes_the_connection()
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(Contexts.Data);

        rig.Tcp.RespondClose("bye\r\n"u8);

        Assert.Equal(GoldenFrames.WriteCloseBye, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Read_writes_nothing_and_keeps_the_connection()
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(Contexts.Data);

        rig.Tcp.Read();

        Assert.Equal(GoldenFrames.Continue, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Close_writes_nothing_and_closes_the_connection()
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(Contexts.Data);

        rig.Tcp.Close();

        Assert.Equal(GoldenFrames.Close, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Error_is_an_error_frame()
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(Contexts.Data);

        rig.Tcp.Error("boom");

        Assert.Equal(GoldenFrames.ErrorBoom, await rig.WrittenAsync());
    }

    [Theory]
    [InlineData(TcpResponse.Respond, "bye\r\n", "14000a0000004a01384600000500000057524954456279650d0a")]
    [InlineData(TcpResponse.RespondClose, "bye\r\n", GoldenFrames.WriteCloseBye)]
    [InlineData(TcpResponse.Respond, "", GoldenFrames.WriteNothing)]
    [InlineData(TcpResponse.Read, "ignored", GoldenFrames.Continue)]
    [InlineData(TcpResponse.Close, "ignored", GoldenFrames.Close)]
    public async Task Response_is_chosen_by_its_name(TcpResponse response, string body, string expected)
    {
        await using var bytes = new TcpRig();
        await using var memory = new TcpRig();
        await using var text = new TcpRig();
        await bytes.TakeAsync(Contexts.Data);
        await memory.TakeAsync(Contexts.Data);
        await text.TakeAsync(Contexts.Data);

        bytes.Tcp.Respond(Encoding.UTF8.GetBytes(body).AsSpan(), response);
        memory.Tcp.Respond(Encoding.UTF8.GetBytes(body).AsMemory(), response);
        text.Tcp.Respond(body, response);

        Assert.Equal(expected, await bytes.WrittenAsync());
        Assert.Equal(expected, await memory.WrittenAsync());
        Assert.Equal(expected, await text.WrittenAsync());
    }

    [Fact]
    public async Task Text_is_sent_as_utf_8()
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(Contexts.Data);

        rig.Tcp.Respond("héllo ✓");

        Assert.Equal(GoldenFrames.WriteHelloUtf8, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Text_can_close_the_connection()
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(Contexts.Data);

        rig.Tcp.RespondClose("bye\r\n");

        Assert.Equal(GoldenFrames.WriteCloseBye, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Unknown_response_is_refused_and_nothing_is_sent()
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(Contexts.Data);

        Assert.Throws<ArgumentOutOfRangeException>(() => rig.Tcp.Respond("x"u8, (TcpResponse)99));

        Assert.Equal("", await rig.WrittenAsync());
    }

    [Fact]
    public async Task Answer_over_the_limit_is_refused_and_another_can_be_given()
    {
        await using var rig = new TcpRig(relay: new RelayOptions { MaxPayloadBytes = 1024 });
        var request = await rig.TakeAsync(Contexts.Data, "kept");

        Assert.Throws<ArgumentException>(() => rig.Tcp.Respond(new byte[1020]));
        Assert.Throws<ArgumentException>(() => rig.Tcp.Respond(new string('x', 1020)));

        Assert.Equal("kept", request.GetText());
        rig.Tcp.Read();
        Assert.Equal(GoldenFrames.Continue, await rig.WrittenAsync());
    }
}
