using System.Text;

namespace Spiral.RoadRunner.Tests;

public sealed class WaitPayloadAsyncTests
{
    [Fact]
    public async Task Payload_that_is_buffered_is_returned_on_the_spot()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendAsync((byte[])[.. RawFrame.Event("x", "one"u8).ToBytes(), .. RawFrame.Event("x", "two"u8).ToBytes()]);
        Assert.Equal("one", await rig.NextBodyAsync());
        rig.Worker.Respond("CONTINUE"u8, []);

        var second = rig.Worker.WaitPayloadAsync(TestContext.Current.CancellationToken);

        Assert.True(second.IsCompletedSuccessfully);
        Assert.Equal("two", Text(await second));
    }

    [Fact]
    public async Task Wait_on_pipes_without_a_token_blocks_and_is_always_complete()
    {
        await using var rig = new WorkerRig(RelayTransport.Pipes);
        var wait = OwnThread.Run(() =>
        {
            var waiting = rig.Worker.WaitPayloadAsync(CancellationToken.None);
            return (waiting.IsCompletedSuccessfully, Thread.CurrentThread.IsThreadPoolThread);
        });

        await rig.Server.SendEventAsync("x", "one");

        Assert.Equal((true, false), await wait.Within());
    }

    [Theory]
    [InlineData(RelayTransport.InMemory)]
    [InlineData(RelayTransport.Pipes)]
    [InlineData(RelayTransport.UnixSocket)]
    [InlineData(RelayTransport.Tcp)]
    public async Task Wait_that_was_given_up_loses_nothing(RelayTransport transport)
    {
        await using var rig = new WorkerRig(transport);
        using var patience = new CancellationTokenSource();
        var given = rig.Worker.WaitPayloadAsync(patience.Token).AsTask();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given.Within());

        await rig.Server.SendEventAsync("x", "one");

        Assert.Equal("one", Text(await rig.Worker.WaitPayloadAsync(TestContext.Current.CancellationToken).Within()));
        rig.Worker.Respond("CONTINUE"u8, []);
        Assert.Equal(GoldenFrames.Continue, await rig.Server.ReceiveHexAsync());
        Assert.Equal(WorkerEnd.None, rig.Worker.End);
    }

    [Theory]
    [InlineData(RelayTransport.InMemory)]
    [InlineData(RelayTransport.Pipes)]
    [InlineData(RelayTransport.UnixSocket)]
    [InlineData(RelayTransport.Tcp)]
    public async Task Blocking_wait_takes_over_the_read_of_a_wait_that_was_given_up(RelayTransport transport)
    {
        var frame = RawFrame.Event("x", "in two pieces"u8).ToBytes();
        await using var rig = new WorkerRig(transport);
        using var patience = new CancellationTokenSource();
        await rig.Server.SendAsync(frame.AsMemory(0, 5));
        var given = rig.Worker.WaitPayloadAsync(patience.Token).AsTask();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given.Within());

        var next = rig.NextBodyAsync();
        await rig.Server.SendAsync(frame.AsMemory(5));

        Assert.Equal("in two pieces", await next);
    }

    [Fact]
    public async Task Token_that_has_fired_ends_a_wait_before_it_reads()
    {
        await using var rig = new WorkerRig();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Worker.WaitPayloadAsync(new CancellationToken(canceled: true)).Within());

        Assert.Equal(WorkerEnd.None, rig.Worker.End);
    }

    [Fact]
    public async Task Handshake_and_stop_are_handled_by_the_asynchronous_wait()
    {
        await using var rig = new WorkerRig();
        var wait = rig.Worker.WaitPayloadAsync(TestContext.Current.CancellationToken).AsTask();

        await rig.Server.SendPidRequestAsync();
        Assert.Equal(GoldenFrames.Pid42, await rig.Server.ReceiveHexAsync());
        await rig.Server.SendStopAsync();

        Assert.Null(await wait.Within());
        Assert.Equal(WorkerEnd.Stopped, rig.Worker.End);
    }

    private static string? Text(Payload? payload) => payload is { } found ? Encoding.UTF8.GetString(found.Body.Span) : null;
}
