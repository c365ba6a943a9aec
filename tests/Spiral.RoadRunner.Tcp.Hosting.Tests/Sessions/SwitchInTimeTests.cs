namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Sessions;

/// <summary>Framings that are switched where it cannot work, or before the first byte.</summary>
public sealed class SwitchInTimeTests
{
    private static readonly TcpServerFacts Raw = new(CutsByDelimiter: false, default, "raw");

    [Fact]
    public async Task Framing_that_is_switched_when_the_client_connects_cuts_its_first_bytes()
    {
        await using var rig = await AppRig.StartAsync(
            static app => app.MapServer("main").UseLines().CanSwitchFraming()
                .OnConnected(static context =>
                {
                    context.SwitchFraming(TcpFraming.NextBytes(4));
                    return TcpReply.Respond("who?\r\n");
                })
                .Handle(static context => TcpReply.Respond($"[{context.GetText()}]")),
            workers: 2,
            facts: Raw);

        Assert.Equal("Respond who?\r\n", await rig.SendAsync(TcpEvent.Connected));
        Assert.Equal("Read", await rig.DataAsync("a\r\n"));
        Assert.Equal("Respond [a\r\nb][line]", await rig.DataAsync("bline\r\n"));
    }

    [Fact]
    public async Task Switch_to_a_framer_that_no_other_worker_would_find_is_refused_and_says_what_to_do()
    {
        await using var rig = await AppRig.StartAsync(
            static app => app.MapServer("main").UseLines().CanSwitchFraming().Handle(static context =>
            {
                context.SwitchFraming(TcpFraming.Custom("netstring", new Framing.NetstringFramer()));
                return TcpReply.Respond("switched");
            }),
            facts: Raw);

        Assert.Equal("RespondClose Something went wrong\r\n", await rig.DataAsync("go\r\n"));
        Assert.Contains(
            rig.Log.Records, static record => record.Exception?.Message.Contains("CanSwitchFraming(…)", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Framing_for_one_message_cannot_be_that_of_a_server()
    {
        await using var rig = await AppRig.StartAsync(static app =>
        {
            var refused = Assert.Throws<ArgumentException>(() => app.MapServer("main").UseFraming(TcpFraming.NextBytes(0)));
            Assert.Contains("FixedSize", refused.Message, StringComparison.Ordinal);
        });
    }
}
