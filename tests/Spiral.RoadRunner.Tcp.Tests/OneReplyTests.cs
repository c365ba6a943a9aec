namespace Spiral.RoadRunner.Tcp.Tests;

public sealed class OneReplyTests
{
    private const string AnsweredAlready =
        "This event has been answered already, or there is none: exactly one answer belongs to each event, and a second one would reach another client.";

    [Fact]
    public async Task Second_answer_throws_and_one_frame_is_on_the_wire()
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(Contexts.Data);
        rig.Tcp.Respond("hello\r\n");

        Assert.All(
            [
                Assert.Throws<InvalidOperationException>(() => rig.Tcp.Respond("again"u8)),
                Assert.Throws<InvalidOperationException>(() => rig.Tcp.Respond("again")),
                Assert.Throws<InvalidOperationException>(() => rig.Tcp.RespondClose("again")),
                Assert.Throws<InvalidOperationException>(rig.Tcp.Read),
                Assert.Throws<InvalidOperationException>(rig.Tcp.Close),
                Assert.Throws<InvalidOperationException>(() => rig.Tcp.Error("again")),
            ],
            thrown => Assert.Equal(AnsweredAlready, thrown.Message));
        Assert.Equal(GoldenFrames.WriteHello, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Answer_without_an_event_throws()
    {
        await using var rig = new TcpRig();

        Assert.Equal(AnsweredAlready, Assert.Throws<InvalidOperationException>(rig.Tcp.Close).Message);

        Assert.Equal("", await rig.WrittenAsync());
    }

    [Fact]
    public async Task Answer_after_the_stop_command_throws_and_nothing_is_sent()
    {
        await using var rig = new TcpRig();
        await rig.Server.SendStopAsync();
        Assert.Null(await rig.NextAsync());

        Assert.Throws<InvalidOperationException>(rig.Tcp.Close);
        Assert.Throws<InvalidOperationException>(() => rig.Tcp.Error("boom"));

        Assert.Equal("", await rig.WrittenAsync());
    }

    [Theory]
    [InlineData(Contexts.Close)]
    [InlineData("""{"event":"CLOSED"}""")]
    public async Task Close_that_was_not_answered_is_answered_by_the_loop(string context)
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(context);

        await rig.Server.SendStopAsync();
        Assert.Null(await rig.NextAsync());

        Assert.Equal(GoldenFrames.Continue, await rig.WrittenAsync());
    }

    [Theory]
    [InlineData(Contexts.Connected)]
    [InlineData(Contexts.Data)]
    [InlineData("""{"event":"PUSHED"}""")]
    public async Task Event_that_was_not_answered_keeps_its_connection(string context)
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(context, "hello");

        await rig.TakeAsync(Contexts.Data, "next");
        rig.Tcp.Respond("hello\r\n");

        Assert.Equal(GoldenFrames.Continue + GoldenFrames.WriteHello, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Close_that_was_answered_is_not_answered_again()
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(Contexts.Close);
        rig.Tcp.Close();

        await rig.Server.SendStopAsync();
        Assert.Null(await rig.NextAsync());

        Assert.Equal(GoldenFrames.Close, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Two_hundred_closed_connections_get_two_hundred_answers()
    {
        await using var rig = new TcpRig();
        var loop = OwnThread.Run(() => rig.Tcp.Run(_ => { }));

        for (var round = 0; round < 200; round++)
        {
            await rig.Server.SendEventAsync(Contexts.Connected);
            Assert.Equal(GoldenFrames.Continue, await rig.Server.ReceiveHexAsync());
            await rig.Server.SendEventAsync(Contexts.Close);
            Assert.Equal(GoldenFrames.Continue, await rig.Server.ReceiveHexAsync());
        }

        await rig.Server.SendStopAsync();
        await loop.Within();
    }
}
