using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Tests;

public sealed class FailTests
{
    private static readonly InvalidOperationException Secret = new("password=hunter2");

    [Fact]
    public async Task Fail_sends_the_generic_text_and_logs_the_details()
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(Contexts.Data);

        rig.Tcp.Fail(Secret);

        var record = Assert.Single(rig.Log.Records);
        Assert.Equal((LogLevel.Error, 1101), (record.Level, record.EventId));
        Assert.Equal($"The handler of Data failed; connection {Contexts.Uuid} of server echo is closed", record.Message);
        Assert.Same(Secret, record.Exception);
        Assert.Equal(GoldenFrames.WriteCloseSomethingWentWrong, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Text_of_the_failure_can_be_set()
    {
        await using var rig = new TcpRig(errorText: "bye\r\n");
        await rig.TakeAsync(Contexts.Data);

        rig.Tcp.Fail(Secret);

        Assert.Equal(GoldenFrames.WriteCloseBye, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Empty_text_closes_without_a_word()
    {
        await using var rig = new TcpRig(errorText: "");
        await rig.TakeAsync(Contexts.Data);

        rig.Tcp.Fail(Secret);

        Assert.Equal(GoldenFrames.Close, await rig.WrittenAsync());
    }

    [Fact]
    public void Default_text_is_that_of_the_sample() =>
        Assert.Equal("Something went wrong\r\n", new TcpWorkerOptions().ErrorText);
}
