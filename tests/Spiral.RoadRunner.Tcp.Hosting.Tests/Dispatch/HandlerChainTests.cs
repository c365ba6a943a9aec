namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Dispatch;

/// <summary>Several handlers of one server.</summary>
public sealed class HandlerChainTests
{
    [Fact]
    public async Task Everybody_learns_that_a_connection_is_gone()
    {
        var told = new List<string>();
        await using var rig = await AppRig.StartAsync(app => app.MapServer("main")
            .Handle<QuietService>()
            .OnClosed(_ => Tell("first"))
            .OnClosed(_ => Tell("second")));

        Assert.Equal("Read", await rig.SendAsync(TcpEvent.Close));
        Assert.Equal(["first", "second"], told);

        ValueTask Tell(string who)
        {
            told.Add(who);
            return ValueTask.CompletedTask;
        }
    }

    [Fact]
    public async Task Service_that_does_not_greet_leaves_it_to_the_next()
    {
        await using var rig = await AppRig.StartAsync(static app => app.MapServer("main").Handle<QuietService>().OnConnected(static _ => TcpReply.Respond("hello")));

        Assert.Equal("Respond hello", await rig.SendAsync(TcpEvent.Connected));
    }

    [Fact]
    public async Task Service_that_does_not_greet_keeps_the_connection()
    {
        await using var rig = await AppRig.StartAsync(static app => app.MapServer("main").Handle<QuietService>());

        Assert.Equal("Read", await rig.SendAsync(TcpEvent.Connected));
    }

    [Fact]
    public async Task One_shot_service_may_leave_a_message_to_the_next()
    {
        await using var rig = await AppRig.StartAsync(static app => app.MapServer("main").Handle<PickyService>().Handle(static _ => TcpReply.Respond("other")));

        Assert.Equal("Respond other", await rig.DataAsync("x"));
        Assert.Equal("RespondClose mine", await rig.DataAsync("mine"));
    }

    [Fact]
    public async Task Event_of_a_server_that_nobody_handles_is_closed_and_its_end_is_not_an_error()
    {
        await using var rig = await AppRig.StartAsync(static app => app.MapServer("main"));

        Assert.Equal("Close", await rig.SendAsync(TcpEvent.Connected, server: "other"));
        Assert.Equal("Read", await rig.SendAsync(TcpEvent.Close, server: "other"));
        Assert.Single(rig.Log.Records, static record => record.EventId == 1301);
    }

    [Fact]
    public async Task Error_handler_that_comes_after_the_start_is_refused()
    {
        TcpServerBuilder? server = null;
        await using var rig = await AppRig.StartAsync(app => server = app.MapServer("main"));

        Assert.Throws<InvalidOperationException>(() => server!.OnError(static (_, _) => TcpReply.Close));
    }

    private sealed class QuietService : TcpService
    {
        public override ValueTask<TcpReply> OnData(TcpContext context) => TcpReply.Respond("ok");
    }

    private sealed class PickyService : OneShotTcpService
    {
        protected override ValueTask<TcpReply> Answer(TcpContext context) => context.GetText() == "mine" ? TcpReply.Respond("mine") : TcpReply.Next;
    }
}
