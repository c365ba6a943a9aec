using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tests;

public sealed class ServerGoneTests
{
    private const string Said = "The server has closed the relay without a stop command; the worker ends: ";

    [Theory]
    [InlineData(RelayTransport.InMemory)]
    [InlineData(RelayTransport.Pipes)]
    [InlineData(RelayTransport.UnixSocket)]
    [InlineData(RelayTransport.Tcp)]
    public async Task Server_that_is_gone_between_two_frames_ends_the_worker(RelayTransport transport)
    {
        await using var rig = new WorkerRig(transport);
        var next = rig.NextAsync();

        rig.Server.FinishSending();

        Assert.Null(await next);
        AssertEnded(rig, "end of stream");
    }

    [Theory]
    [InlineData(RelayTransport.InMemory)]
    [InlineData(RelayTransport.Pipes)]
    [InlineData(RelayTransport.UnixSocket)]
    [InlineData(RelayTransport.Tcp)]
    public async Task Server_that_is_gone_inside_a_frame_ends_the_worker(RelayTransport transport)
    {
        await using var rig = new WorkerRig(transport);
        var next = rig.NextAsync();

        await rig.Server.SendAsync(RawFrame.Event("x", "cut"u8).ToBytes().AsMemory(0, 7));
        rig.Server.FinishSending();

        Assert.Null(await next);
        AssertEnded(rig, "The peer closed the relay 7 bytes into a frame.");
    }

    [Fact]
    public async Task Server_that_is_gone_inside_a_frame_ends_the_asynchronous_wait()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendAsync(RawFrame.Event("x", "cut"u8).ToBytes().AsMemory(0, 19));
        rig.Server.FinishSending();

        Assert.Null(await rig.Worker.WaitPayloadAsync(TestContext.Current.CancellationToken).Within());
        AssertEnded(rig, "The peer closed the relay 19 bytes into a frame.");
    }

    [Theory]
    [InlineData(RelayTransport.Pipes)]
    [InlineData(RelayTransport.UnixSocket)]
    public async Task Server_that_is_gone_while_the_worker_answers_drops_the_answer(RelayTransport transport)
    {
        await using var rig = new WorkerRig(transport);
        await rig.Server.SendEventAsync("x", "one");
        Assert.Equal("one", await rig.NextBodyAsync());
        await rig.Server.HangUpAsync();

        rig.Worker.Respond("WRITE"u8, "to nobody"u8);

        Assert.Equal(WorkerEnd.RelayClosed, rig.Worker.End);
        Assert.Null(await rig.NextAsync());
        AssertEnded(rig, "Writing to the relay failed: ");
    }

    [Theory]
    [InlineData(RelayTransport.Pipes)]
    [InlineData(RelayTransport.UnixSocket)]
    public async Task Server_that_is_gone_while_the_worker_reports_an_error_drops_the_report(RelayTransport transport)
    {
        await using var rig = new WorkerRig(transport);
        await rig.Server.SendEventAsync("x", "one");
        Assert.Equal("one", await rig.NextBodyAsync());
        await rig.Server.HangUpAsync();

        rig.Worker.Error("to nobody");

        Assert.Null(await rig.NextAsync());
        AssertEnded(rig, "Writing to the relay failed: ");
    }

    [Theory]
    [InlineData(RelayTransport.Pipes)]
    [InlineData(RelayTransport.UnixSocket)]
    public async Task Server_that_is_gone_before_the_handshake_is_answered_ends_the_worker(RelayTransport transport)
    {
        await using var rig = new WorkerRig(transport);
        await rig.Server.SendPidRequestAsync();
        await rig.Server.HangUpAsync();

        Assert.Null(await rig.NextAsync());
        Assert.Equal(WorkerEnd.RelayClosed, rig.Worker.End);
        Assert.Single(rig.Log.Records);
    }

    [Fact]
    public async Task Payload_that_arrived_before_the_server_left_is_still_handed_out()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendEventAsync("x", "last words");
        rig.Server.FinishSending();

        Assert.Equal("last words", await rig.NextBodyAsync());
        rig.Worker.Respond("CONTINUE"u8, []);
        Assert.Null(await rig.NextAsync());
    }

    [Fact]
    public async Task Waiting_after_the_end_returns_null_at_once_and_says_nothing_more()
    {
        await using var rig = new WorkerRig();
        rig.Server.FinishSending();

        var payloads = await OwnThread.Run(() => Enumerable.Range(0, 1000).Count(_ => rig.Worker.WaitPayload() is not null)).Within();

        Assert.Equal(0, payloads);
        Assert.Single(rig.Log.Records);
    }

    private static void AssertEnded(WorkerRig rig, string reason)
    {
        Assert.Equal(WorkerEnd.RelayClosed, rig.Worker.End);
        var record = Assert.Single(rig.Log.Records);
        Assert.Equal((LogLevel.Error, 1001), (record.Level, record.EventId));
        Assert.StartsWith(Said + reason, record.Message, StringComparison.Ordinal);
    }
}
