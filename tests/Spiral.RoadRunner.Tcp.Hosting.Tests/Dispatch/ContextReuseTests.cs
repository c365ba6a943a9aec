using System.Buffers;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Dispatch;

/// <summary>What a handler that goes on after its event can do to the next client.</summary>
public sealed class ContextReuseTests
{
    [Fact]
    public async Task Handler_that_a_failed_event_has_left_behind_cannot_write_to_another_client()
    {
        var leftBehind = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var other = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<TcpReply>? handled = null;
        await using var rig = await AppRig.StartAsync(app => app.MapServer("main")
            .Use((context, next) =>
            {
                var task = next(context).AsTask();
                if (context.GetText() != "slow")
                {
                    return new ValueTask<TcpReply>(task);
                }

                handled = task;
                throw new TimeoutException("too slow");
            })
            .Handle(async context =>
            {
                if (context.GetText() == "slow")
                {
                    await leftBehind.Task;
                    context.Output.Write("secret"u8);
                    return TcpReply.Read;
                }

                await other.Task;
                return TcpReply.Respond("mine");
            }));

        Assert.Equal("RespondClose Something went wrong\r\n", await rig.DataAsync("slow"));
        var answer = rig.DataAsync("x", uuid: "u2");
        leftBehind.SetResult();
        await Assert.ThrowsAsync<InvalidOperationException>(() => handled!.Within());
        other.SetResult();

        Assert.Equal("Respond mine", await answer);
    }

    [Fact]
    public async Task Items_of_an_event_that_has_ended_are_refused_and_do_not_reach_the_next_event()
    {
        TcpContext? kept = null;
        await using var rig = await AppRig.StartAsync(app => app.MapServer("main").Handle(context =>
        {
            kept = context;
            return TcpReply.Respond($"{context.Items.Count}");
        }));
        await rig.DataAsync("x");

        Assert.Throws<InvalidOperationException>(() => kept!.Items["user"] = "root");
        Assert.Equal("Respond 0", await rig.DataAsync("x", uuid: "u2"));
    }

    [Fact]
    public async Task Objects_of_an_event_all_end_when_one_of_them_fails_to()
    {
        EndingService.Ended = 0;
        await using var rig = await AppRig.StartAsync(static app => app.MapServer("main").Handle<FailingService>().Handle<EndingService>());

        Assert.Equal("Respond ok", await rig.DataAsync("x"));

        Assert.Equal(1, EndingService.Ended);
        Assert.Contains(rig.Log.Records, static record => record.EventId == 1304);
    }

    private sealed class FailingService : TcpService, IDisposable
    {
        public override ValueTask<TcpReply> OnData(TcpContext context) => TcpReply.Next;

        public void Dispose() => throw new InvalidOperationException("cannot end");
    }

    private sealed class EndingService : TcpService, IDisposable
    {
        public static int Ended { get; set; }

        public override ValueTask<TcpReply> OnData(TcpContext context) => TcpReply.Respond("ok");

        public void Dispose() => Ended++;
    }
}
