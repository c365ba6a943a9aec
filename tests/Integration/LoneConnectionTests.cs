using System.Globalization;
using RoadRunner.Host.Workers;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>A client that has the pool for itself: the thread that brings its events takes the answers, and those that read from the workers rest.</summary>
public sealed class LoneConnectionTests
{
    private const int Rounds = 100;

    private static RrFile Fast => RrFile.Recorder with { UsesJournal = false };

    [Theory]
    [InlineData("exact", "pipes", 1)]
    [InlineData("exact", "tcp://127.0.0.1:0", 2)]
    [InlineData("exact", "pipes", 2)]
    [InlineData("roadrunner", "pipes", 1)]
    public async Task Every_message_has_its_answer(string framing, string relay, int workers)
    {
        await using var host = await HostUnderTest.StartAsync(Fast with { Relay = relay, Workers = workers, More = $"host: {{ framing: {framing} }}" });
        using var client = await host.ConnectAsync();

        await TalkAloneAsync(host, client);

        for (var round = 0; round < Rounds; round++)
        {
            var text = new string('x', round % 10 == 0 ? 60_000 : round);
            Assert.Equal(text + "^", await client.AskAsync(text + "^"));
        }

        // All threads rest or read; neither holds up the stop.
        await host.Host.StopAsync().Within();
        Assert.DoesNotContain(host.Log.Texts, static text => text.Contains("is lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Company_comes_and_goes()
    {
        await using var host = await HostUnderTest.StartAsync(Fast with { Workers = 2 });
        using var client = await host.ConnectAsync();
        for (var phase = 0; phase < 2; phase++)
        {
            await TalkAloneAsync(host, client);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(async number =>
            {
                using var other = await host.ConnectAsync();
                for (var round = 0; round < Rounds; round++)
                {
                    Assert.Equal($"{number} {round}", await other.AskAsync($"{number} {round}"));
                }
            }));
        }
    }

    [Fact]
    public async Task A_client_that_does_not_wait_for_its_answers_has_them_in_order_and_leaves_room_for_others()
    {
        await using var host = await HostUnderTest.StartAsync(Fast);
        using var client = await host.ConnectAsync();
        await TalkAloneAsync(host, client);
        using var other = await host.ConnectAsync();

        var sent = string.Concat(Enumerable.Range(0, Rounds).Select(static number => $"{number}\r\n"));
        await client.SendAsync(sent);
        Assert.Equal("other", await other.AskAsync("other"));
        for (var number = 0; number < Rounds; number++)
        {
            // As many as before are always on their way.
            await client.SendAsync($"{Rounds + number}\r\n");
            Assert.Equal(number.ToString(CultureInfo.InvariantCulture), await client.ReadLineAsync());
        }

        Assert.Equal("other", await other.AskAsync("other"));
    }

    [Fact]
    public async Task A_worker_that_is_killed_while_nobody_reads_from_it_is_replaced()
    {
        await using var host = await HostUnderTest.StartAsync(Fast);
        using var client = await host.ConnectAsync();
        await TalkAloneAsync(host, client);

        Native.Signal(host.Pids[0], Native.SigKill);

        var replacement = await host.WhenReplacedAsync();
        Assert.Equal($"{replacement}", await client.AskAsync("PID"));
    }

    [Fact]
    public async Task A_worker_that_dies_of_a_lone_event_takes_its_connection_along()
    {
        await using var host = await HostUnderTest.StartAsync(Fast);
        using var client = await host.ConnectAsync();
        await TalkAloneAsync(host, client);

        await client.SendAsync("EXIT\r\n");

        Assert.Equal("", await client.ReadToEndAsync());
        await host.WhenReplacedAsync();
        using var next = await host.ConnectAsync();
        Assert.Equal("next", await next.AskAsync("next"));
    }

    [Fact]
    public async Task An_event_that_takes_long_is_left_to_the_thread_of_the_worker()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder);
        var held = host.Journal.HoldMessage("long");
        using var client = await host.ConnectAsync();
        await TalkAloneAsync(host, client);

        await client.SendAsync("long\r\n");
        await held.WhenHeldAsync();
        using var other = await host.ConnectAsync();
        await other.SendAsync("other\r\n");
        held.Release();

        Assert.Equal("long", await client.ReadLineAsync());
        Assert.Equal("other", await other.ReadLineAsync());
        await TalkAloneAsync(host, client);
    }

    [Fact]
    public async Task A_reset_loses_nothing()
    {
        await using var host = await HostUnderTest.StartAsync(Fast with { Workers = 2 });
        using var client = await host.ConnectAsync();
        await TalkAloneAsync(host, client);

        var reset = host.Host.ManagedWorkers.ResetAsync();
        for (var round = 0; !reset.IsCompleted || round < Rounds; round++)
        {
            Assert.Equal($"{round}", await client.AskAsync($"{round}"));
        }

        await reset;
        await TalkAloneAsync(host, client);
    }

    [Fact]
    public async Task An_answer_that_nobody_has_asked_for_reaches_nobody()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Of("TwoReplies"));
        using var client = await host.ConnectAsync();
        await TalkAloneAsync(host, client, "ECHO");

        Assert.Equal("first", await client.AskAsync("TWO WRITES"));

        await host.WhenReplacedAsync();
        Assert.Equal("ECHO again", await client.AskAsync("ECHO again"));
    }

    [Fact]
    public async Task An_answer_too_many_is_not_taken_for_that_to_another_client()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Of("TwoReplies"));
        using var other = await host.ConnectAsync();
        using var client = await host.ConnectAsync();
        await TalkAloneAsync(host, client, "ECHO");

        Assert.Equal("first", await client.AskAsync("TWO WRITES"));
        await host.Log.WhenAsync("I have answered.");

        // Nobody need have read the second answer by now.
        Assert.Equal("ECHO other", await other.AskAsync("ECHO other"));
        await host.WhenReplacedAsync();
    }

    [Fact]
    public async Task The_beginning_of_an_answer_that_nobody_has_asked_for_reaches_nobody()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Of("TwoReplies"));
        using var client = await host.ConnectAsync();
        await TalkAloneAsync(host, client, "ECHO");

        Assert.Equal("first", await client.AskAsync("ONCE AND A BIT"));

        // The worker may have the event before it sends the bit, which is the end of both then.
        await client.SendAsync("ECHO again\r\n");
        Assert.Contains(await client.TryReadLineAsync(), (string?[])["ECHO again", null]);
        await host.WhenReplacedAsync();
        using var next = await host.ConnectAsync();
        Assert.Equal("ECHO next", await next.AskAsync("ECHO next"));
    }

    /// <summary>Asks until one of the answers has been taken by the thread that brought the event.</summary>
    private static async Task TalkAloneAsync(HostUnderTest host, TestClient client, string text = "alone")
    {
        var start = TimeProvider.System.GetTimestamp();
        var before = DirectAnswers(host);
        do
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TestLimit.Generous, "No answer was taken by the thread that brought the event.");
            Assert.Equal(text, await client.AskAsync(text));
        }
        while (DirectAnswers(host) == before);
    }

    private static long DirectAnswers(HostUnderTest host) => ((WorkerPool)host.Host.ManagedWorkers).Workers().Sum(static worker => worker.DirectAnswers);
}
