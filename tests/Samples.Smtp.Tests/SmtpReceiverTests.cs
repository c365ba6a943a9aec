using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging;

namespace RoadRunner.Samples.Smtp.Tests;

public sealed class SmtpReceiverTests : IDisposable
{
    private readonly DirectoryInfo _temp = Directory.CreateTempSubdirectory("mails-");
    private readonly TypedLogger _logger = new();
    private readonly SmtpSession _session = new();

    public void Dispose() => _temp.Delete(recursive: true);

    [Fact]
    public async Task Mail_is_stored_and_hooks_are_told()
    {
        var hook = new FakeHook();
        var receiver = Receiver(new MailFolder(_temp.FullName), hook);

        var reply = await SendAsync(receiver, "text");

        var path = Assert.Single(Directory.GetFiles(_temp.FullName));
        var (envelope, told) = Assert.Single(hook.Mails);
        Assert.Equal(path, told);
        Assert.Equal($"250 OK {envelope.Id:N}\r\n", Encoding.ASCII.GetString(reply.Bytes.Span));
        Assert.Equal(1, _session.Mails);
    }

    [Fact]
    public async Task Failing_hook_is_logged_and_the_mail_stays()
    {
        var last = new FakeHook();
        var receiver = Receiver(new MailFolder(_temp.FullName), new FakeHook { Error = new InvalidOperationException("broken") }, last);

        Assert.Equal(250, (await SendAsync(receiver, "text")).Code);
        Assert.Single(Directory.GetFiles(_temp.FullName));
        Assert.Single(last.Mails);
        Assert.Contains(_logger.Inner.Records, record => record is { Level: LogLevel.Warning, EventId: 3, Exception.Message: "broken" });
    }

    [Fact]
    public async Task Failing_disk_is_451_and_the_client_may_try_again()
    {
        var folder = Path.Combine(_temp.FullName, "mails");
        await File.WriteAllTextAsync(folder, "in the way");
        var hook = new FakeHook();
        var receiver = Receiver(new MailFolder(folder), hook);

        var reply = await SendAsync(receiver, "text");

        Assert.Equal((451, SmtpNext.Keep), (reply.Code, reply.Next));
        Assert.Empty(hook.Mails);
        Assert.Equal(0, _session.Mails);
        Assert.Contains(_logger.Inner.Records, record => record is { Level: LogLevel.Error, EventId: 2, Exception: not null });

        File.Delete(folder);
        Assert.Equal(250, (await SendAsync(receiver, "text")).Code);
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Cancellation_goes_to_the_caller()
    {
        var receiver = Receiver(new MailFolder(_temp.FullName));
        await TakeAsync(receiver, "EHLO x", "MAIL FROM:<>", "RCPT TO:<a@b.example>", "DATA");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiver.BodyAsync(_session, Bytes("text"), null, new CancellationToken(canceled: true)).Within());
    }

    [Fact]
    public async Task Body_out_of_turn_is_refused()
    {
        var reply = await Receiver(new MailFolder(_temp.FullName)).BodyAsync(_session, Bytes("text"), null).Within();

        Assert.Equal((421, SmtpNext.Close), (reply.Code, reply.Next));
        Assert.Empty(Directory.GetFiles(_temp.FullName));
    }

    [Theory]
    [InlineData("AHVzZXIAc2VjcmV0", 235)]
    [InlineData("AHVzZXIAd3Jvbmc=", 535)]
    public async Task Credentials_are_checked(string response, int code)
    {
        var receiver = Receiver(new SingleUserAuthenticator("user", "secret"));

        await TakeAsync(receiver, "EHLO x");
        var reply = await TakeAsync(receiver, "AUTH PLAIN " + response);

        Assert.Equal(code, reply.Code);
        Assert.Equal(code == 235 ? "user" : null, _session.User);
    }

    [Fact]
    public async Task Failing_authenticator_is_454()
    {
        var receiver = Receiver(new BrokenAuthenticator());

        await TakeAsync(receiver, "EHLO x");

        Assert.Equal(454, (await TakeAsync(receiver, "AUTH PLAIN AHVzZXIAc2VjcmV0")).Code);
        Assert.Contains(_logger.Inner.Records, record => record is { Level: LogLevel.Error, EventId: 4 });
    }

    [Fact]
    public async Task Transcript_holds_no_credentials()
    {
        var receiver = Receiver(new SingleUserAuthenticator("user", "secret"));

        await TakeAsync(receiver, "EHLO x", "AUTH PLAIN AHVzZXIAd3Jvbmc=", "AUTH PLAIN", "AHVzZXIAd3Jvbmc=", "AUTH LOGIN", "dXNlcg==", "d3Jvbmc=");

        string[] expected =
        [
            "Connected: EHLO x -> 250", "Greeted: AUTH PLAIN *** -> 0", "Greeted: AUTH PLAIN -> 334", "AuthPlain: *** -> 0",
            "Greeted: AUTH LOGIN -> 334", "AuthUsername: *** -> 334", "AuthPassword: *** -> 0",
        ];
        Assert.Equal(expected, _logger.Inner.Records.Select(static record => record.Message));
    }

    private static ReadOnlySequence<byte> Bytes(string text) => new(Encoding.Latin1.GetBytes(text));

    private SmtpReceiver Receiver(IMailStore store, params IMailHook[] hooks) => new(new SmtpOptions(), store, hooks, _logger, new ManualTime());

    private SmtpReceiver Receiver(ISmtpAuthenticator authenticator) =>
        new(new SmtpOptions(), new MailFolder(_temp.FullName), [], _logger, new ManualTime(), authenticator);

    private async Task<SmtpReply> SendAsync(SmtpReceiver receiver, string body)
    {
        var reply = await TakeAsync(receiver, "EHLO x", "MAIL FROM:<>", "RCPT TO:<a@b.example>", "DATA");
        Assert.Equal(SmtpNext.StartData, reply.Next);
        return await receiver.BodyAsync(_session, Bytes(body), "192.0.2.1:1").Within();
    }

    private async Task<SmtpReply> TakeAsync(SmtpReceiver receiver, params string[] lines)
    {
        var reply = receiver.Greeting;
        foreach (var line in lines)
        {
            reply = await receiver.LineAsync(_session, Encoding.Latin1.GetBytes(line)).Within();
        }

        return reply;
    }

    private sealed class FakeHook : IMailHook
    {
        public List<(MailEnvelope Envelope, string Path)> Mails { get; } = [];

        public Exception? Error { get; init; }

        public Task OnMailAsync(MailEnvelope envelope, string path, CancellationToken cancellationToken)
        {
            Mails.Add((envelope, path));
            return Error is null ? Task.CompletedTask : Task.FromException(Error);
        }
    }

    private sealed class BrokenAuthenticator : ISmtpAuthenticator
    {
        public ValueTask<bool> CheckAsync(string user, string password, CancellationToken cancellationToken) => throw new IOException("no users today");
    }

    private sealed class TypedLogger : ILogger<SmtpReceiver>
    {
        public RecordingLogger Inner { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Inner.Log(logLevel, eventId, state, exception, formatter);
    }
}
