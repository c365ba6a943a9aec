using System.Globalization;
using System.Text;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>SIGTERM to <c>dotnet rr serve</c> while clients talk: no message is lost, none is handled twice, nobody is cut off.</summary>
public sealed class StopUnderLoadTests
{
    private const int Connections = 64;

    // More than the host reads ahead.
    private const int PipelinedMessages = 64;
    private const string Farewell = "the server stops";

    private static readonly string Padding = new('x', 64 * 1024);

    [Fact]
    public async Task Every_handled_message_is_answered_and_every_answered_one_was_handled_once()
    {
        await using var serve = await StartAsync();
        var talks = Enumerable.Range(0, Connections).Select(number => TalkAsync(serve, number)).ToArray();
        await serve.Journal.Entries.WhenAsync(static entry => entry.Event == "Data", 10 * Connections);

        serve.Signal(Native.SigTerm);

        var answered = (await Task.WhenAll(talks).Within()).SelectMany(static messages => messages);
        await AssertStoppedAsync(serve, answered);
        Assert.Equal(Connections, serve.Journal.Connections.Count());
    }

    [Fact]
    public async Task A_client_that_has_read_half_and_still_sends_gets_every_answer_and_the_farewell_last()
    {
        await using var serve = await StartAsync();
        var held = serve.Journal.HoldMessage("0/0");
        using var client = await serve.ConnectAsync();
        var sending = SendAllAsync(client);
        await held.WhenHeldAsync();

        serve.Signal(Native.SigTerm);
        await serve.Output.WhenAsync(static line => line.StartsWith("Stop signal received", StringComparison.Ordinal));
        held.Release();
        var half = Encoding.Latin1.GetString(await client.ReadAsync(Padding.Length / 2));
        await serve.Journal.Entries.WhenAsync(static entry => entry.IsClose);
        var lines = (half + await client.ReadToEndAsync()).Split("\r\n");

        await sending;
        Assert.Equal([Farewell, ""], lines[^2..]);
        Assert.Equal(Enumerable.Range(0, lines.Length - 2).Select(static message => $"{NameOf(0, message)} {Padding}"), lines[..^2]);
        await AssertStoppedAsync(serve, lines[..^2].Select(MessageOf));
    }

    [Fact]
    public async Task A_handler_that_outlasts_the_drain_is_not_waited_for_and_the_exit_code_is_0()
    {
        await using var serve = await ServeProcess.StartAsync(RrFile.Recorder with { Workers = 2, More = "host: { limits: { drain_timeout: 200ms } }" });
        var held = serve.Journal.HoldMessage("long");
        using var idle = await serve.ConnectAsync();
        Assert.Equal("hello", await idle.AskAsync("hello"));
        using var busy = await serve.ConnectAsync();
        await busy.SendAsync("long\r\n");
        await held.WhenHeldAsync();

        serve.Signal(Native.SigTerm);
        await serve.Error.WhenAsync(static line => line.Contains("connections ended; forced: 1", StringComparison.Ordinal));
        held.Release();

        Assert.Equal(0, await serve.WhenExitedAsync());

        // On a busy machine the drain may be over before the idle one has ended by itself.
        await idle.WhenEndedAsync();
        await busy.WhenEndedAsync();
        Assert.Contains(serve.Error.All, static line => line.Contains("workers stopped; forced: 0", StringComparison.Ordinal));
        Assert.All(serve.Pids, static pid => Assert.False(ProcessLedger.IsAlive(pid)));
    }

    private static Task<ServeProcess> StartAsync() =>
        ServeProcess.StartAsync(RrFile.Recorder with { Workers = 2, More = $$"""host: { farewell: "{{Farewell}}\r\n" }""" });

    private static async Task AssertStoppedAsync(ServeProcess serve, IEnumerable<string> answered)
    {
        Assert.Equal(0, await serve.WhenExitedAsync());
        var handled = serve.Journal.Entries.All.Where(static entry => entry.Event == "Data").Select(static entry => MessageOf(entry.Text));
        Assert.Equal(handled.Order(StringComparer.Ordinal), answered.Order(StringComparer.Ordinal));
        Assert.All(serve.Journal.Connections, static events => Assert.True(events.Last().IsClose));
        Assert.All(serve.Journal.Connections, static events => Assert.Single(events, static one => one.IsClose));
        Assert.All(serve.Pids, static pid => Assert.False(ProcessLedger.IsAlive(pid)));
        Assert.Contains(serve.Error.All, static line => line.Contains("connections ended; forced: 0", StringComparison.Ordinal));
        Assert.Contains(serve.Error.All, static line => line.Contains("workers stopped; forced: 0", StringComparison.Ordinal));
    }

    /// <summary>Sends one message after the other, each after the answer to the one before.</summary>
    /// <returns>The messages that were answered, whole.</returns>
    private static async Task<IReadOnlyList<string>> TalkAsync(ServeProcess serve, int number)
    {
        using var client = await serve.ConnectAsync();
        var answered = new List<string>();
        while (true)
        {
            var message = NameOf(number, answered.Count);
            await client.SendAsync($"{message}\r\n");
            var line = await client.TryReadLineAsync();
            if (line == Farewell)
            {
                Assert.Null(await client.TryReadLineAsync());
                return answered;
            }

            Assert.Equal(message, line);
            answered.Add(message);
        }
    }

    private static async Task SendAllAsync(TestClient client)
    {
        for (var message = 0; message < PipelinedMessages; message++)
        {
            await client.SendAsync($"{NameOf(0, message)} {Padding}\r\n");
        }
    }

    private static string NameOf(int connection, int message) => string.Create(CultureInfo.InvariantCulture, $"{connection}/{message}");

    private static string MessageOf(string line) => line.Replace(@"\r\n", "", StringComparison.Ordinal).Split(' ')[0];
}
