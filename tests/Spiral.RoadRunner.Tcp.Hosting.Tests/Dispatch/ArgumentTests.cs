using System.Buffers;
using Spiral.RoadRunner.Tcp.Hosting.Tests.Sessions;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Dispatch;

public sealed class ArgumentTests
{
    [Fact]
    public void Answer_that_no_array_can_hold_is_refused()
    {
        using var answer = new TcpAnswerBuffer();
        answer.Write("ok"u8);

        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => answer.GetSpan(int.MaxValue).Length);
        Assert.Contains("2 bytes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_missing_are_no_answer()
    {
        Assert.Throws<ArgumentNullException>(static () => TcpReply.Respond((byte[])null!));
        Assert.Throws<ArgumentNullException>(static () => TcpReply.RespondClose((byte[])null!));
    }

    [Fact]
    public async Task Session_of_another_type_is_named_also_when_the_right_one_was_read_before()
    {
        await using var rig = await AppRig.StartAsync(static app => app.MapServer("main").UseSession(CountingJson.Default.Counting).Handle(static async context =>
        {
            await context.GetSession<Counting>().GetAsync();
            await context.GetSession<ArgumentTests>().GetAsync();
            return TcpReply.Read;
        }));
        await rig.SendAsync(TcpEvent.Connected);

        await rig.DataAsync("x");

        Assert.Contains(rig.Log.Records, static record => record.Exception?.Message == "The session of the server main is a Counting, not a ArgumentTests.");
    }
}
