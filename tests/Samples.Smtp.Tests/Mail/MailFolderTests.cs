namespace RoadRunner.Samples.Smtp.Tests;

public sealed class MailFolderTests : IDisposable
{
    private readonly DirectoryInfo _temp = Directory.CreateTempSubdirectory("mails-");

    public void Dispose() => _temp.Delete(recursive: true);

    [Fact]
    public async Task Mail_is_a_file_named_by_time_and_id()
    {
        var mail = Mail("text");
        var folder = Path.Combine(_temp.FullName, "new", "folder");

        var path = await new MailFolder(folder).StoreAsync(mail.Envelope, mail.Content).Within();

        Assert.Equal(Path.Combine(folder, $"20260113T090807065-{mail.Envelope.Id:N}.eml"), path);
        Assert.EndsWith("\r\ntext\r\n", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFiles(folder));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task Mail_is_never_written_over()
    {
        var mail = Mail("one");
        var folder = new MailFolder(_temp.FullName);
        var path = await folder.StoreAsync(mail.Envelope, mail.Content).Within();

        await Assert.ThrowsAnyAsync<IOException>(() => folder.StoreAsync(mail.Envelope, Mail("two").Content).Within());

        Assert.Contains("one", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFiles(_temp.FullName));
    }

    [Fact]
    public async Task Two_writers_do_not_disturb_each_other()
    {
        const int Mails = 50;
        var paths = await Task.WhenAll(WriteAsync("first"), WriteAsync("second")).Within();

        var files = paths.SelectMany(static written => written).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(2 * Mails, files.Count);
        Assert.Equal(files.Order(StringComparer.Ordinal), Directory.GetFiles(_temp.FullName).Order(StringComparer.Ordinal));
        foreach (var file in paths[1])
        {
            Assert.EndsWith("\r\nsecond\r\n", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        }

        Task<string[]> WriteAsync(string text) => Task.Run(async () =>
        {
            var folder = new MailFolder(_temp.FullName);
            var written = new string[Mails];
            for (var index = 0; index < Mails; index++)
            {
                var mail = Mail(text);
                written[index] = await folder.StoreAsync(mail.Envelope, mail.Content);
            }

            return written;
        });
    }

    [Fact]
    public async Task Folder_that_cannot_be_made_is_reported() => await AssertFailsAsync(Path.Combine(FileInTheWay(), "mails"));

    // On Linux no user, not even root, may make a file there.
    [Fact]
    public async Task Folder_that_may_not_be_written_to_is_reported() =>
        await AssertFailsAsync(OperatingSystem.IsLinux() ? "/sys/kernel" : FileInTheWay());

    [Fact]
    public async Task Cancelled_mail_leaves_nothing_behind()
    {
        var mail = Mail("text");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new MailFolder(_temp.FullName).StoreAsync(mail.Envelope, mail.Content, new CancellationToken(canceled: true)).Within());

        Assert.Empty(Directory.GetFileSystemEntries(_temp.FullName));
    }

    private static SmtpMail Mail(string text) => SmtpTalk.In(SmtpState.Data).Body(text + "\r\n", out _)!;

    private static async Task AssertFailsAsync(string folder)
    {
        var mail = Mail("text");

        var error = await Assert.ThrowsAnyAsync<Exception>(() => new MailFolder(folder).StoreAsync(mail.Envelope, mail.Content).Within());

        Assert.True(error is IOException or UnauthorizedAccessException, error.ToString());
    }

    private string FileInTheWay()
    {
        var path = Path.Combine(_temp.FullName, "file");
        File.WriteAllText(path, "");
        return path;
    }
}
