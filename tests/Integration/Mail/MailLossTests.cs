using System.Text;
using RoadRunner.Host.Workers;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration.Mail;

/// <summary>Workers and hosts that go in the middle of a mail: it arrives as a whole or not at all.</summary>
public sealed class MailLossTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Mail_survives_the_workers_that_began_it()
    {
        await using var mails = await MailHost.StartAsync(workers: 2);
        using var client = await mails.ConnectAsync();
        Assert.Equal("250 OK", await client.AskAsync("MAIL FROM:<a@b.example>"));
        Assert.Equal("250 OK", await client.AskAsync("RCPT TO:<c@d.example>"));
        Assert.Equal("354 End data with <CR><LF>.<CR><LF>", await client.AskAsync("DATA"));

        foreach (var pid in mails.Host.Pids)
        {
            Native.Signal(pid, Native.SigKill);
        }

        await mails.Host.WhenReplacedAsync(2);
        await client.Connection.SendAsync("QUIT\r\n");
        Assert.StartsWith("250 OK ", await client.AskAsync("."), StringComparison.Ordinal);
        await client.QuitAsync();
        Assert.Equal("QUIT\r\n", await mails.TakeAsync());
    }

    [Fact]
    public async Task Mail_whose_last_line_a_killed_worker_had_can_be_sent_again()
    {
        await using var mails = await MailHost.StartAsync(workers: 1);
        using var client = await mails.ConnectAsync();
        await client.BeginAsync();

        // A worker that stands still has the event for certain.
        Native.Signal(mails.Host.Pids[0], Native.SigStop);
        await client.Connection.SendAsync("text\r\n.\r\n");
        await WhenWorkingAsync(mails).Within();
        Native.Signal(mails.Host.Pids[0], Native.SigKill);

        Assert.Equal("", await client.Connection.ReadToEndAsync());
        await mails.Host.WhenReplacedAsync();
        Assert.Empty(mails.Files);
        using var again = await mails.ConnectAsync();
        await again.SendAsync("text\r\n");
        Assert.Equal("text\r\n", await mails.TakeAsync());
    }

    [Fact]
    public async Task Mail_that_was_being_written_when_its_worker_was_killed_is_whole_or_not_there()
    {
        var body = string.Concat(Enumerable.Repeat(new string('x', 998) + "\r\n", 5_000));
        await using var mails = await MailHost.StartAsync(workers: 1);
        var pid = mails.Host.Pids[0];
        using var watcher = new FileSystemWatcher(mails.Folder, "*.tmp");
        watcher.Created += (_, _) => Native.Signal(pid, Native.SigKill);
        watcher.EnableRaisingEvents = true;
        using var client = await mails.ConnectAsync();
        await client.BeginAsync();

        // The worker may be faster than the signal; then QUIT ends the connection.
        await client.Connection.SendAsync(body + ".\r\nQUIT\r\n");
        await client.Connection.WhenEndedAsync();
        await mails.Host.WhenReplacedAsync();
        watcher.EnableRaisingEvents = false;
        var arrived = mails.Files.Count;
        using var again = await mails.ConnectAsync();
        await again.SendAsync(body);

        Assert.InRange(arrived, 0, 1);
        Assert.Equal(arrived + 1, mails.Files.Count);
        Assert.All(mails.Files, file => Assert.True(File.ReadAllText(file, Encoding.Latin1) == body, file));
    }

    [Fact]
    public async Task Stop_of_the_host_in_the_middle_of_a_mail_leaves_nothing()
    {
        await using var serve = await ServeProcess.StartAsync(MailFile.Of(_folder.Path, workers: 2));
        using var client = await MailClient.GreetAsync(await serve.ConnectAsync(MailFile.Server));
        await client.BeginAsync();
        await client.Connection.SendAsync("half of a mail\r\n");

        serve.Signal(Native.SigTerm);

        Assert.Equal("", await client.Connection.ReadToEndAsync());
        Assert.Equal(0, await serve.WhenExitedAsync());
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    private static async Task WhenWorkingAsync(MailHost mails)
    {
        while (mails.Host.Host.Workers.Single().State != WorkerState.Working)
        {
            await Task.Yield();
        }
    }
}
