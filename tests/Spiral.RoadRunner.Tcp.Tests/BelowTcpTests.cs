using System.Text;

namespace Spiral.RoadRunner.Tcp.Tests;

public sealed class BelowTcpTests
{
    [Fact]
    public async Task Worker_that_asked_to_be_replaced_goes_on_until_the_stop_command()
    {
        await using var rig = new TcpRig();
        var loop = OwnThread.Run(() => rig.Tcp.Run(_ => rig.Tcp.Worker.Stop()));

        await rig.Server.SendEventAsync(Contexts.Data, "one too many");
        Assert.Equal(GoldenFrames.StopWish, await rig.Server.ReceiveHexAsync());
        await rig.Server.SendStopAsync();
        await loop.Within();

        Assert.Equal(WorkerEnd.Stopped, rig.Tcp.Worker.End);
        Assert.Empty(rig.Log.Records);
        Assert.Equal(GoldenFrames.StopWish, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Answer_given_by_the_worker_below_is_the_answer()
    {
        await using var rig = new TcpRig();
        var request = await rig.TakeAsync(Contexts.Data, "hello");

        rig.Tcp.Worker.Respond("WRITE"u8, "hello\r\n"u8);

        Assert.Throws<InvalidOperationException>(rig.Tcp.Close);
        Assert.Throws<InvalidOperationException>(() => request.Body);
        await rig.Server.SendStopAsync();
        Assert.Null(await rig.NextAsync());
        Assert.Equal(GoldenFrames.WriteHello, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Handler_that_throws_after_the_worker_below_has_answered_sends_nothing_more()
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(Contexts.Data);
        rig.Tcp.Worker.Stop();

        rig.Tcp.Fail(new InvalidOperationException("no way"));

        Assert.Single(rig.Log.Records);
        Assert.Equal(GoldenFrames.StopWish, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Worker_below_knows_its_process_id()
    {
        await using var rig = new TcpRig();
        await rig.Server.SendPidRequestAsync();
        await rig.Server.SendStopAsync();

        Assert.Null(await rig.NextAsync());

        Assert.Equal(42, rig.Tcp.Worker.ProcessId);
        Assert.Equal("""{"pid":42}""", Encoding.UTF8.GetString(RawFrame.Parse(await rig.Server.ReceiveAsync()).Payload.Span));
    }
}
