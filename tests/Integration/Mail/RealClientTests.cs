using System.Globalization;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration.Mail;

/// <summary>Programs that people send mail with. What they sent is stored byte by byte.</summary>
public sealed class RealClientTests : IDisposable
{
    private const string Text = "Subject: dots\n\n.one\n..two\n.\nQUIT\n\nlast";

    private const string Script = """
        import email.message, email.policy, random, smtplib, sys
        port, size, sent = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
        mail = email.message.EmailMessage(policy=email.policy.SMTP)
        mail["Subject"], mail["From"], mail["To"] = "attachment", "a@b.example", "c@d.example"
        mail.set_content("See the attachment.\n.\n")
        mail.add_attachment(random.Random(1).randbytes(size), maintype="application", subtype="octet-stream", filename="x")
        data = mail.as_bytes()
        with open(sent, "wb") as file:
            file.write(data)
        with smtplib.SMTP("127.0.0.1", port, local_hostname="client") as smtp:
            smtp.sendmail("a@b.example", ["c@d.example"], data)
        """;

    private static readonly string Stored = Text.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Curl_delivers_a_mail()
    {
        await using var mails = await MailHost.StartAsync(workers: 2);
        var file = _folder.Write("mail", Stored);

        var run = await ProgramRun.RunAsync("curl", "-sS", $"smtp://127.0.0.1:{mails.Port}", "--mail-from", "a@b.example", "--mail-rcpt", "c@d.example", "-T", file);

        Assert.Equal((0, ""), (run.Code, run.Text));
        Assert.Equal(Stored, await mails.TakeAsync());
    }

    [Fact]
    public async Task Swaks_delivers_mails_of_a_user_and_of_nobody_else()
    {
        await using var mails = await MailHost.StartAsync(workers: 2, settings: [("RequireAuth", "true"), ("User", "user"), ("Password", "secret")]);
        foreach (var mechanism in (string[])["PLAIN", "LOGIN"])
        {
            var right = await SwaksAsync(mails.Port, "--auth", mechanism, "--auth-user", "user", "--auth-password", "secret");
            Assert.True(right.Code == 0, right.Text);
            Assert.Contains("<-  235 Authentication succeeded", right.Text, StringComparison.Ordinal);
            Assert.Equal(Stored, await mails.TakeAsync());

            var wrong = await SwaksAsync(mails.Port, "--auth", mechanism, "--auth-user", "user", "--auth-password", "guess");
            Assert.Contains("<** 535 Authentication credentials invalid", wrong.Text, StringComparison.Ordinal);
        }

        Assert.Contains("<** 530 Authentication required", (await SwaksAsync(mails.Port)).Text, StringComparison.Ordinal);
        Assert.Empty(mails.Files);
    }

    [Fact]
    public async Task Swaks_delivers_a_mail_with_pipelining()
    {
        await using var mails = await MailHost.StartAsync(workers: 2);

        var run = await SwaksAsync(mails.Port, "--pipeline");

        Assert.True(run.Code == 0, run.Text);
        Assert.Equal(Stored, await mails.TakeAsync());
    }

    [Fact]
    public async Task Smtplib_delivers_an_attachment_of_five_mebibytes()
    {
        const int Size = 5 * 1024 * 1024;
        await using var mails = await MailHost.StartAsync();
        var sent = _folder.PathOf("sent");

        var run = await ProgramRun.RunAsync("python3", "-c", Script, Number(mails.Port), Number(Size), sent);

        Assert.True(run.Code == 0, run.Text);
        var expected = await File.ReadAllBytesAsync(sent, TestContext.Current.CancellationToken);
        var stored = await File.ReadAllBytesAsync(Assert.Single(mails.Files), TestContext.Current.CancellationToken);
        Assert.True(expected.Length > Size);
        Assert.True(expected.AsSpan().SequenceEqual(stored));
        Assert.Empty(await mails.KnownAsync(await mails.WhenEndedAsync(1)));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private Task<ProgramRun> SwaksAsync(int port, params string[] arguments) => ProgramRun.RunAsync(
        "swaks",
        ["--server", "127.0.0.1", "--port", Number(port), "--from", "a@b.example", "--to", "c@d.example", "--data", "@" + _folder.Write("mail", Text), .. arguments]);
}
