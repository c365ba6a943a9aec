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
    public async Task Fail_after_the_answer_is_only_logged_and_does_not_claim_that_the_connection_is_closed()
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(Contexts.Data);
        rig.Tcp.Respond("hello\r\n");

        rig.Tcp.Fail(Secret);

        var record = Assert.Single(rig.Log.Records);
        Assert.Equal((LogLevel.Error, 1103), (record.Level, record.EventId));
        Assert.Equal($"The handler of Data failed after its answer; connection {Contexts.Uuid} of server echo is as the answer left it", record.Message);
        Assert.Same(Secret, record.Exception);
        Assert.Equal(GoldenFrames.WriteHello, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Fail_before_the_first_event_is_only_logged()
    {
        await using var rig = new TcpRig();

        rig.Tcp.Fail(Secret);

        AssertFailedOutsideOfAnEvent(rig);
        Assert.Equal("", await rig.WrittenAsync());
    }

    [Fact]
    public async Task Fail_with_a_bad_request_does_not_blame_the_connection_before()
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(Contexts.Data);
        rig.Tcp.Read();
        await rig.Server.SendEventAsync("invalid");
        await Assert.ThrowsAsync<TcpRequestException>(rig.NextAsync);

        rig.Tcp.Fail(Secret);

        AssertFailedOutsideOfAnEvent(rig);
        Assert.Equal(GoldenFrames.Continue, await rig.Server.ReceiveHexAsync());
        Assert.True(RawFrame.Parse(await rig.Server.ReceiveAsync()).IsError);
        rig.Tcp.Dispose();
        Assert.Empty(await rig.Server.ReceiveToEndAsync());
    }

    [Fact]
    public async Task Fail_after_the_stop_command_is_only_logged()
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(Contexts.Data);
        await rig.Server.SendStopAsync();
        Assert.Null(await rig.NextAsync());

        rig.Tcp.Fail(Secret);

        AssertFailedOutsideOfAnEvent(rig);
        Assert.Equal(GoldenFrames.Continue, await rig.WrittenAsync());
    }

    [Fact]
    public void Default_text_is_that_of_the_sample() =>
        Assert.Equal("Something went wrong\r\n", new TcpWorkerOptions().ErrorText);

    private static void AssertFailedOutsideOfAnEvent(TcpRig rig)
    {
        var record = Assert.Single(rig.Log.Records);
        Assert.Equal((LogLevel.Error, 1104), (record.Level, record.EventId));
        Assert.Equal("The worker failed outside of an event", record.Message);
        Assert.Same(Secret, record.Exception);
    }

    [Fact]
    public void An_error_text_that_no_relay_could_carry_is_refused()
    {
        Assert.Equal(1000, new TcpWorkerOptions { ErrorText = new string('x', 1000) }.ErrorText.Length);
        var refused = Assert.Throws<ArgumentException>(() => new TcpWorkerOptions { ErrorText = new string('\u00e9', 501) });
        Assert.StartsWith("The error text has 1002 bytes, the limit is 1000.", refused.Message, StringComparison.Ordinal);
    }
}
