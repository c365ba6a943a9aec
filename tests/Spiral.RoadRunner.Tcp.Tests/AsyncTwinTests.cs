namespace Spiral.RoadRunner.Tcp.Tests;

public sealed class AsyncTwinTests
{
    public static TheoryData<string, string> Answers => new()
    {
        { "bytes", GoldenFrames.WriteHello },
        { "text", GoldenFrames.WriteHello },
        { "close bytes", GoldenFrames.WriteCloseBye },
        { "close text", GoldenFrames.WriteCloseBye },
        { "read", GoldenFrames.Continue },
        { "close", GoldenFrames.Close },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Asynchronous_answer_is_the_same_frame_and_complete_at_once(string answer, string expected)
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(Contexts.Data);

        var task = Answer(rig.Tcp, answer);

        Assert.True(task.IsCompletedSuccessfully);
        Assert.Equal(expected, await rig.WrittenAsync());
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Second_asynchronous_answer_throws_and_one_frame_is_on_the_wire(string answer, string expected)
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(Contexts.Data);
        await Answer(rig.Tcp, answer);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Answer(rig.Tcp, answer).AsTask());

        Assert.Equal(expected, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Asynchronous_wait_returns_the_event()
    {
        await using var rig = new TcpRig();
        var wait = rig.Tcp.WaitRequestAsync(TestContext.Current.CancellationToken).AsTask();

        await rig.Server.SendEventAsync(Contexts.Data, "hello");

        Assert.Equal("hello", (await wait.Within())!.GetText());
    }

    [Fact]
    public async Task Asynchronous_wait_returns_null_at_the_stop_command()
    {
        await using var rig = new TcpRig();
        await rig.Server.SendStopAsync();

        Assert.Null(await rig.Tcp.WaitRequestAsync(TestContext.Current.CancellationToken).Within());
        Assert.Equal("", await rig.WrittenAsync());
    }

    [Fact]
    public async Task Asynchronous_wait_that_was_given_up_loses_nothing()
    {
        await using var rig = new TcpRig();
        using var patience = new CancellationTokenSource();
        var given = rig.Tcp.WaitRequestAsync(patience.Token).AsTask();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given.Within());

        Assert.Equal("hello", (await rig.TakeAsync(Contexts.Data, "hello")).GetText());
    }

    [Fact]
    public async Task Asynchronous_wait_answers_what_the_handler_left()
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(Contexts.Data);
        await rig.Server.SendStopAsync();

        Assert.Null(await rig.Tcp.WaitRequestAsync(TestContext.Current.CancellationToken).Within());
        Assert.Equal(GoldenFrames.Continue, await rig.WrittenAsync());
    }

    private static ValueTask Answer(TcpWorker tcp, string answer) => answer switch
    {
        "bytes" => tcp.RespondAsync("hello\r\n"u8.ToArray()),
        "text" => tcp.RespondAsync("hello\r\n"),
        "close bytes" => tcp.RespondCloseAsync("bye\r\n"u8.ToArray()),
        "close text" => tcp.RespondCloseAsync("bye\r\n"),
        "read" => tcp.ReadAsync(),
        _ => tcp.CloseAsync(),
    };
}
