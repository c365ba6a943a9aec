namespace Spiral.RoadRunner.Tests;

public sealed class OwesAnswerTests
{
    [Fact]
    public async Task Worker_owes_an_answer_from_the_payload_to_the_answer()
    {
        await using var rig = new WorkerRig();
        Assert.False(rig.Worker.OwesAnswer);
        await rig.Server.SendEventAsync("x", "one");
        Assert.True(rig.Worker.HasPayload());
        Assert.False(rig.Worker.OwesAnswer);

        await rig.NextAsync();
        Assert.True(rig.Worker.OwesAnswer);
        rig.Worker.Respond("CONTINUE"u8, []);

        Assert.False(rig.Worker.OwesAnswer);
    }

    [Fact]
    public async Task Worker_owes_nothing_after_an_error()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendEventAsync("x", "one");
        await rig.NextAsync();

        rig.Worker.Error("boom");

        Assert.False(rig.Worker.OwesAnswer);
    }
}
