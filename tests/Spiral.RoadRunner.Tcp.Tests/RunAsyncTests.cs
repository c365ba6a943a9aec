namespace Spiral.RoadRunner.Tcp.Tests;

public sealed class RunAsyncTests
{
    [Fact]
    public async Task Handler_may_answer_after_an_await()
    {
        await using var rig = new TcpRig();
        var started = new TaskCompletionSource();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var loop = Start(rig, async request =>
        {
            started.SetResult();
            await ready.Task;
            await rig.Tcp.RespondAsync(request.Body);
        });

        await rig.Server.SendEventAsync(Contexts.Data, "hello\r\n");
        await started.Task.Within();
        ready.SetResult();

        Assert.Equal(GoldenFrames.WriteHello, await rig.Server.ReceiveHexAsync());
        await rig.Server.SendStopAsync();
        await loop.Within();
    }

    [Fact]
    public async Task Handler_that_fails_after_an_await_closes_its_client()
    {
        await using var rig = new TcpRig();
        var loop = Start(rig, async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException("no way");
        });

        await rig.Server.SendEventAsync(Contexts.Data);
        await rig.Server.SendEventAsync(Contexts.Data);
        await rig.Server.SendStopAsync();
        await loop.Within();

        Assert.Equal(2, rig.Log.Records.Count);
        Assert.Equal(GoldenFrames.WriteCloseSomethingWentWrong + GoldenFrames.WriteCloseSomethingWentWrong, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Handler_that_is_complete_keeps_the_loop_on_its_thread()
    {
        var threads = new HashSet<int>();
        await using var rig = new TcpRig();
        var loop = Start(rig, _ =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            rig.Tcp.Read();
            return ValueTask.CompletedTask;
        });

        for (var round = 0; round < 100; round++)
        {
            await rig.Server.SendEventAsync(Contexts.Data);
            Assert.Equal(GoldenFrames.Continue, await rig.Server.ReceiveHexAsync());
        }

        await rig.Server.SendStopAsync();
        await loop.Within();
        Assert.Single(threads);
    }

    private static Task Start(TcpRig rig, Func<TcpRequest, ValueTask> handler) =>
        OwnThread.Run(() => rig.Tcp.RunAsync(handler)).Unwrap();
}
