using System.Text;

namespace Spiral.RoadRunner.Tests;

public sealed class PeekTests
{
    [Theory]
    [InlineData(RelayTransport.InMemory)]
    [InlineData(RelayTransport.Pipes)]
    [InlineData(RelayTransport.UnixSocket)]
    public async Task Nothing_waits_on_a_quiet_relay(RelayTransport transport)
    {
        await using var rig = new WorkerRig(transport);

        AssertHas(rig.Worker, any: false, request: false, stop: false);
        Assert.False(rig.Worker.TryGetPayload(out _));
    }

    [Theory]
    [InlineData(RelayTransport.InMemory)]
    [InlineData(RelayTransport.Pipes)]
    [InlineData(RelayTransport.UnixSocket)]
    public async Task Payload_that_waits_is_a_request(RelayTransport transport)
    {
        await using var rig = new WorkerRig(transport);
        await rig.Server.SendEventAsync("x", "one");

        AssertHas(rig.Worker, any: true, request: true, stop: false);
        Assert.Equal("one", await rig.NextBodyAsync());
    }

    [Theory]
    [InlineData(RelayTransport.InMemory)]
    [InlineData(RelayTransport.Pipes)]
    [InlineData(RelayTransport.UnixSocket)]
    public async Task Stop_command_that_waits_is_a_stop(RelayTransport transport)
    {
        await using var rig = new WorkerRig(transport);
        await rig.Server.SendStopAsync();

        AssertHas(rig.Worker, any: true, request: false, stop: true);
        Assert.False(rig.Worker.TryGetPayload(out _));
        Assert.Null(await rig.NextAsync());
        Assert.Equal(WorkerEnd.Stopped, rig.Worker.End);
    }

    [Theory]
    [InlineData(RelayTransport.InMemory)]
    [InlineData(RelayTransport.Pipes)]
    [InlineData(RelayTransport.UnixSocket)]
    public async Task Server_that_is_gone_counts_as_a_stop(RelayTransport transport)
    {
        await using var rig = new WorkerRig(transport);
        rig.Server.FinishSending();

        AssertHas(rig.Worker, any: true, request: false, stop: true);
        Assert.Equal(WorkerEnd.RelayClosed, rig.Worker.End);
        Assert.Single(rig.Log.Records);
    }

    [Fact]
    public async Task Handshake_is_answered_by_looking()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendPidRequestAsync();

        AssertHas(rig.Worker, any: false, request: false, stop: false);

        Assert.Equal(GoldenFrames.Pid42, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Part_of_a_frame_is_nothing_yet()
    {
        var frame = RawFrame.Event("x", "one"u8).ToBytes();
        await using var rig = new WorkerRig();
        await rig.Server.SendAsync(frame.AsMemory(0, frame.Length - 1));
        AssertHas(rig.Worker, any: false, request: false, stop: false);

        await rig.Server.SendAsync(frame.AsMemory(frame.Length - 1));

        AssertHas(rig.Worker, any: true, request: true, stop: false);
    }

    [Fact]
    public async Task Stop_command_behind_a_payload_shows_after_the_answer()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendEventAsync("x", "one");
        await rig.Server.SendStopAsync();
        AssertHas(rig.Worker, any: true, request: true, stop: false);

        Assert.True(rig.Worker.TryGetPayload(out var payload));
        Assert.Equal("one", Encoding.UTF8.GetString(payload.Body.Span));
        rig.Worker.Respond("CONTINUE"u8, []);

        AssertHas(rig.Worker, any: true, request: false, stop: true);
    }

    [Fact]
    public async Task Payload_that_was_looked_at_is_taken_once()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendEventAsync("x", "one");
        Assert.True(rig.Worker.HasPayload());
        Assert.True(rig.Worker.HasPayload());

        Assert.True(rig.Worker.TryGetPayload(out var payload));
        Assert.Equal("one", Encoding.UTF8.GetString(payload.Body.Span));
        rig.Worker.Respond("CONTINUE"u8, []);

        Assert.False(rig.Worker.TryGetPayload(out _));
        Assert.Equal(GoldenFrames.Continue, await rig.WrittenAsync());
    }

    private static void AssertHas(Worker worker, bool any, bool request, bool stop) =>
        Assert.Equal(
            (any, any, request, stop),
            (worker.HasPayload(), worker.HasPayload(PayloadType.Any), worker.HasPayload(PayloadType.Request), worker.HasPayload(PayloadType.Stop)));
}
