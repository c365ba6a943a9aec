using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>A session that was captured is played to other handlers.</summary>
public sealed class CaptureReplayTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("capture-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_capture_of_the_same_handlers_is_answered_the_same()
    {
        var path = await CaptureAsync("a", "b\"\u00e9");
        await using var host = await TcpTestHost.StartAsync(Apps.Shout);

        Assert.Equal(4, await CaptureReplay.RunAsync(host, path));
    }

    [Fact]
    public async Task A_difference_shows_the_event_and_both_answers()
    {
        var path = await CaptureAsync("a", "b");
        await using var host = await TcpTestHost.StartAsync(Apps.Mapped(static server => server.UseLines().Handle(
            static context => context.GetText() == "a" ? TcpReply.Respond("A\r\n") : TcpReply.RespondClose("no\r\n"))));

        var failure = await Assert.ThrowsAsync<CaptureReplayException>(() => CaptureReplay.RunAsync(host, path));

        var difference = Assert.Single(failure.Differences);
        Assert.Equal(3, difference.Number);
        Assert.EndsWith(": \"b\\r\\n\"", difference.Event, StringComparison.Ordinal);
        Assert.Equal(("Respond \"B\\r\\n\"", "RespondClose \"no\\r\\n\""), (difference.Expected, difference.Actual));
        Assert.StartsWith($"1 of 4 events of {Path.GetFileName(path)} are answered otherwise:\nevent 3: Data of main, connection ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_take_out_what_differs()
    {
        var path = await CaptureAsync("a");
        await using var host = await TcpTestHost.StartAsync(Apps.Mapped(static server => server.UseLines().Handle(static _ => TcpReply.Respond("B\r\n"))));

        Assert.Equal(3, await CaptureReplay.RunAsync(host, path, [new TranscriptRule("[AB]", "{letter}")]));
    }

    [Fact]
    public async Task What_is_no_capture_is_an_error_that_names_its_line()
    {
        var path = Path.Combine(_folder.FullName, "broken.jsonl");
        await File.WriteAllTextAsync(path, "\n{\"v\":1\n");
        await using var host = await TcpTestHost.StartAsync(Apps.Shout);

        var failure = await Assert.ThrowsAsync<CaptureFormatException>(() => CaptureReplay.RunAsync(host, path));

        Assert.Contains("broken.jsonl", failure.Message, StringComparison.Ordinal);
    }

    private async Task<string> CaptureAsync(params string[] lines)
    {
        await using (var host = await TcpTestHost.StartAsync(builder =>
        {
            builder.AddCapture(options => (options.Enabled, options.Folder) = (true, _folder.FullName));
            return Apps.Shout(builder);
        }))
        {
            var client = await host.ConnectAsync();
            foreach (var line in lines)
            {
                await client.AskAsync(line);
            }

            await client.DisposeAsync();
        }

        return Assert.Single(Directory.GetFiles(_folder.FullName, CaptureFile.Pattern));
    }
}
