using Spiral.Goridge;

namespace Spiral.RoadRunner.Tests;

public sealed class AnswerTests
{
    [Fact]
    public async Task Answer_is_one_frame_with_the_length_of_the_context_as_option()
    {
        await using var rig = await WithPayloadAsync();

        rig.Worker.Respond("WRITE"u8, "hello\r\n"u8);

        Assert.Equal(GoldenFrames.WriteHello, await rig.WrittenAsync());
    }

    [Theory]
    [InlineData("", "", "1400000000002ee18529000000000000")]
    [InlineData("a", "b", "140002000000a5298c830000010000006162")]
    [InlineData("CLOSE", "", GoldenFrames.Close)]
    public async Task Answer_may_have_empty_parts(string context, string body, string expected)
    {
        await using var rig = await WithPayloadAsync();

        rig.Worker.Respond(System.Text.Encoding.UTF8.GetBytes(context), System.Text.Encoding.UTF8.GetBytes(body));

        Assert.Equal(expected, await rig.WrittenAsync());
    }

    [Theory]
    [InlineData("boom", GoldenFrames.ErrorBoom)]
    [InlineData("hé ✓", "13400700000066b1a4f1000068c3a920e29c93")]
    public async Task Error_is_a_frame_with_the_error_flag_and_no_option(string text, string expected)
    {
        await using var rig = await WithPayloadAsync();

        rig.Worker.Error(text);

        Assert.Equal(expected, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Body_of_the_payload_can_be_the_body_of_the_answer()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendEventAsync("x", "hello\r\n");
        var payload = await rig.NextAsync();

        rig.Worker.Respond("WRITE"u8, payload!.Value.Body.Span);

        Assert.Equal(GoldenFrames.WriteHello, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Second_answer_throws_and_one_frame_is_on_the_wire()
    {
        await using var rig = await WithPayloadAsync();
        rig.Worker.Respond("WRITE"u8, "hello\r\n"u8);

        var respond = Assert.Throws<InvalidOperationException>(() => rig.Worker.Respond("CLOSE"u8, []));
        var error = Assert.Throws<InvalidOperationException>(() => rig.Worker.Error("boom"));
        var stop = Assert.Throws<InvalidOperationException>(rig.Worker.Stop);

        Assert.All([respond, error, stop], thrown => Assert.Equal(
            "There is no payload to answer: it has been answered already, and a second answer would go to another client.", thrown.Message));
        Assert.Equal(GoldenFrames.WriteHello, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Answer_after_an_error_throws_and_one_frame_is_on_the_wire()
    {
        await using var rig = await WithPayloadAsync();
        rig.Worker.Error("boom");

        Assert.Throws<InvalidOperationException>(() => rig.Worker.Respond("CLOSE"u8, []));

        Assert.Equal(GoldenFrames.ErrorBoom, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Answer_before_the_first_payload_throws()
    {
        await using var rig = new WorkerRig();

        Assert.Throws<InvalidOperationException>(() => rig.Worker.Respond("CLOSE"u8, []));

        Assert.Equal("", await rig.WrittenAsync());
    }

    [Fact]
    public async Task Waiting_before_answering_throws_and_the_answer_can_still_be_given()
    {
        await using var rig = await WithPayloadAsync();
        await rig.Server.SendEventAsync("x", "two");

        await Assert.ThrowsAsync<InvalidOperationException>(rig.NextAsync);
        await Assert.ThrowsAsync<InvalidOperationException>(() => rig.Worker.WaitPayloadAsync(TestContext.Current.CancellationToken).Within());
        Assert.Throws<InvalidOperationException>(() => rig.Worker.HasPayload());
        var thrown = Assert.Throws<InvalidOperationException>(() => rig.Worker.TryGetPayload(out _));

        Assert.Equal("The previous payload has not been answered; the server waits for exactly one answer to each.", thrown.Message);
        rig.Worker.Respond("CONTINUE"u8, []);
        Assert.Equal("two", await rig.NextBodyAsync());
        Assert.Equal(GoldenFrames.Continue, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Answer_over_the_limit_is_refused_and_another_can_be_given()
    {
        await using var rig = await WithPayloadAsync(new RelayOptions { MaxPayloadBytes = 1024 });

        Assert.Throws<ArgumentException>(() => rig.Worker.Respond("WRITE"u8, new byte[1020]));
        Assert.Throws<ArgumentException>(() => rig.Worker.Error(new string('x', 1025)));

        rig.Worker.Respond("CONTINUE"u8, []);
        Assert.Equal(GoldenFrames.Continue, await rig.WrittenAsync());
    }

    [Fact]
    public async Task Answer_as_large_as_the_limit_is_sent()
    {
        await using var rig = await WithPayloadAsync(new RelayOptions { MaxPayloadBytes = 1024 });

        rig.Worker.Respond("WRITE"u8, new byte[1019]);

        Assert.Equal(1024, RawFrame.Parse(await rig.Server.ReceiveAsync()).Payload.Length);
    }

    private static async Task<WorkerRig> WithPayloadAsync(RelayOptions? options = null)
    {
        var rig = new WorkerRig(options: options);
        await rig.Server.SendEventAsync("x", "one");
        Assert.Equal("one", await rig.NextBodyAsync());
        return rig;
    }
}
