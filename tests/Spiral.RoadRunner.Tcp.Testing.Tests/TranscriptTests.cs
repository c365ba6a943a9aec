using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing.Tests;

public sealed class TranscriptTests
{
    [Fact]
    public async Task A_conversation_is_recorded_line_by_line_and_scrubbed()
    {
        await using var host = await TcpTestHost.StartAsync(Talk);
        var client = await host.ConnectAsync();
        var transcript = client.Record();

        await client.ReadLineAsync();
        await client.SendAsync("who am");
        await client.SendAsync(" I\r\n");
        await client.ReadLineAsync();
        await client.ReadLineAsync();
        await client.SendLineAsync("quit");
        await client.ExpectAsync("bye\n\t!");
        await client.ExpectClosedAsync();

        Assert.Same(transcript, client.Transcript);
        transcript.MatchFile("TranscriptTests.talk");
        Assert.Equal(
            """
            < welcome
            > who am I
            < {client} {connection} {date}
            < "\x1b"
            > quit
            < bye\n
            < \t! (no line end)
            x server

            """.ReplaceLineEndings("\n"),
            transcript.ToString());
    }

    [Fact]
    public void A_difference_is_shown_and_what_was_received_is_written_beside_the_approved_file()
    {
        var folder = Directory.CreateTempSubdirectory("transcript-");
        try
        {
            var path = Path.Combine(folder.FullName, "talk");
            var transcript = new Transcript();
            transcript.Sent("a\r\nb\r\n"u8);
            var first = Assert.Throws<TranscriptMismatchException>(() => transcript.MatchFile(path));
            Assert.StartsWith("talk.verified.txt does not match talk.received.txt.\nNothing has been approved yet.", first.Message, StringComparison.Ordinal);
            File.Move(first.ReceivedFile, path + ".verified.txt");
            transcript.MatchFile(path);

            transcript.Received("c\r\n"u8);
            transcript.Note("the end");
            var second = Assert.Throws<TranscriptMismatchException>(() => transcript.MatchFile(path));
            Assert.Contains("  > b\n+ < c\n+ # the end\n", second.Message, StringComparison.Ordinal);
            Assert.Equal("> a\n> b\n< c\n# the end\n", File.ReadAllText(path + ".received.txt"));
            File.WriteAllText(path + ".verified.txt", "> a\r\n> b\r\n< c\r\n# the end");
            transcript.MatchFile(path);
            Assert.False(File.Exists(path + ".received.txt"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("id 6b29fc40-ca47-1067-b31d-00dd010662da.", "id {uuid}.")]
    [InlineData("at 2026-01-02T03:04:05.678Z", "at {date}")]
    [InlineData("Date: Thu, 1 Jan 2026 10:00:00 +0000", "Date: {date}")]
    [InlineData("from 127.0.0.1:54321 to [::1]:80", "from 127.0.0.1:{port} to [::1]:{port}")]
    [InlineData("version 1.2.3 of 10 things", "version 1.2.3 of 10 things")]
    public void What_differs_from_run_to_run_is_taken_out(string line, string expected)
    {
        var transcript = new Transcript();
        transcript.Note(line);

        Assert.Equal($"# {expected}\n", transcript.ToString());
    }

    private static TcpApplication Talk(TcpApplicationBuilder builder) => Apps.Mapped(static server => server
        .OnConnected(static _ => TcpReply.Respond("welcome\r\n"))
        .Handle(static context => context.GetText() == "quit\r\n"
            ? TcpReply.RespondClose("bye\n\t!")
            : TcpReply.Respond($"{context.RemoteAddress} {context.ConnectionUuid} 2026-05-06 07:08:09\r\n\"\u001b\"\r\n")))(builder);
}
