using Microsoft.Extensions.Logging;
using Spiral.Goridge;

namespace Spiral.RoadRunner.Tests;

public sealed class DamagedRelayTests
{
    public static TheoryData<string, FrameError> Damage => new()
    {
        { "130001000000f3b63c8c000078", FrameError.WrongOptionCount }, // no option
        { "150001000000ee55655a0000010000000100000078", FrameError.WrongOptionCount }, // two options
        { "1400010000004b86399100000200000078", FrameError.OptionBeyondPayload }, // option 2, payload 1
        { "1400010000000000000000000100000078", FrameError.ChecksumMismatch },
        { "48656c6c6f2c20776f726c6421", FrameError.UnsupportedVersion }, // Hello, world!
    };

    [Theory]
    [MemberData(nameof(Damage))]
    public async Task Frame_that_breaks_a_rule_ends_the_worker(string hex, FrameError error)
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendAsync(hex);

        var thrown = await Assert.ThrowsAsync<FrameFormatException>(rig.NextAsync);

        Assert.Equal(error, thrown.Error);
        Assert.Equal(WorkerEnd.RelayDamaged, rig.Worker.End);
        var record = Assert.Single(rig.Log.Records);
        Assert.Equal((LogLevel.Critical, 1002), (record.Level, record.EventId));
        Assert.StartsWith("The relay is damaged; the worker ends: Frame ", record.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Damage))]
    public async Task Frame_that_breaks_a_rule_ends_the_asynchronous_wait(string hex, FrameError error)
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendAsync(hex);

        var thrown = await Assert.ThrowsAsync<FrameFormatException>(() =>
            rig.Worker.WaitPayloadAsync(TestContext.Current.CancellationToken).Within());

        Assert.Equal(error, thrown.Error);
        Assert.Equal(WorkerEnd.RelayDamaged, rig.Worker.End);
    }

    [Fact]
    public async Task Worker_on_a_damaged_relay_gives_nothing_more_and_sends_nothing()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendAsync("48656c6c6f");
        await rig.Server.SendEventAsync("x", "after it");
        await Assert.ThrowsAsync<FrameFormatException>(rig.NextAsync);

        Assert.Null(await rig.NextAsync());
        Assert.True(rig.Worker.HasPayload(PayloadType.Stop));
        Assert.Throws<InvalidOperationException>(() => rig.Worker.Respond("CLOSE"u8, []));

        Assert.Single(rig.Log.Records);
        Assert.Equal("", await rig.WrittenAsync());
    }

    [Fact]
    public async Task Payload_over_the_limit_of_the_relay_ends_the_worker()
    {
        await using var rig = new WorkerRig(options: new RelayOptions { MaxPayloadBytes = 1024 });
        await rig.Server.SendAsync(RawFrame.Event("x", new byte[1024]));

        var thrown = await Assert.ThrowsAsync<FrameFormatException>(rig.NextAsync);

        Assert.Equal(FrameError.PayloadTooLarge, thrown.Error);
        Assert.Equal(WorkerEnd.RelayDamaged, rig.Worker.End);
    }

    [Fact]
    public async Task Looking_at_bytes_that_are_no_frame_throws()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendAsync("48656c6c6f");

        Assert.Throws<FrameFormatException>(() => rig.Worker.HasPayload());
        Assert.Equal(WorkerEnd.RelayDamaged, rig.Worker.End);
    }
}
