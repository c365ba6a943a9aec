namespace Spiral.RoadRunner.Tcp.Tests;

public sealed class BodyLifetimeTests
{
    public static TheoryData<string> Answers => ["respond", "close", "error", "fail"];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Body_throws_after_the_answer_and_the_rest_stays(string answer)
    {
        await using var rig = new TcpRig();
        var request = await rig.TakeAsync(Contexts.Data, "hello\r\n");

        Answer(rig.Tcp, answer);

        Assert.Equal(
            "The body is borrowed until the answer has been written; copy it before you answer.",
            Assert.Throws<InvalidOperationException>(() => request.Body).Message);
        Assert.Throws<InvalidOperationException>(request.GetText);
        Assert.Equal(
            (TcpEvent.Data, "echo", Contexts.Uuid, "127.0.0.1:42876"),
            (request.Event, request.Server, request.ConnectionUuid, request.RemoteAddress));
    }

    [Fact]
    public async Task Copy_of_the_body_outlives_the_answer()
    {
        await using var rig = new TcpRig();
        var copy = (await rig.TakeAsync(Contexts.Data, "one")).Body.ToArray();
        rig.Tcp.Read();

        await rig.TakeAsync(Contexts.Data, "two");

        Assert.Equal("one"u8.ToArray(), copy);
    }

    [Fact]
    public async Task Body_of_the_next_event_can_be_read_again()
    {
        await using var rig = new TcpRig();
        await rig.TakeAsync(Contexts.Data, "one");
        rig.Tcp.Read();

        Assert.Equal("two", (await rig.TakeAsync(Contexts.Data, "two")).GetText());
    }

    [Fact]
    public async Task Body_can_be_the_answer()
    {
        await using var rig = new TcpRig();
        var request = await rig.TakeAsync(Contexts.Data, "hello\r\n");

        rig.Tcp.Respond(request.Body);

        Assert.Equal(GoldenFrames.WriteHello, await rig.WrittenAsync());
    }

    private static void Answer(TcpWorker tcp, string answer)
    {
        switch (answer)
        {
            case "respond":
                tcp.Respond("x"u8);
                break;
            case "close":
                tcp.Close();
                break;
            case "error":
                tcp.Error("boom");
                break;
            default:
                tcp.Fail(new InvalidOperationException("no way"));
                break;
        }
    }
}
