namespace RoadRunner.Integration.Mail;

/// <summary>Clients that want what they may not have.</summary>
public sealed class HostileMailTests
{
    private const string Smuggled = "MAIL FROM:<x@y.example>\r\nRCPT TO:<z@y.example>\r\nDATA\r\nsmuggled\r\n";

    // What other servers took for the end of a mail.
    private static readonly string[] Ends = ["a\n.\n", "a\n.\r\n", "a\r.\r", "a\r\n.\n", "a\r\n.\r", "a\r\n\0.\r\n", "a\r\n.\0\r\n", "a\r\n. \r\n"];

    [Fact]
    public async Task Commands_behind_what_looks_like_the_end_of_a_mail_are_text()
    {
        await using var mails = await MailHost.StartAsync(workers: 2);
        using var client = await mails.ConnectAsync();
        foreach (var end in Ends)
        {
            await client.SendAsync(end + Smuggled);

            // Only a dot that begins a line goes.
            Assert.Equal(end.Replace("\r\n.", "\r\n", StringComparison.Ordinal) + Smuggled, await mails.TakeAsync());
        }

        await client.QuitAsync();
    }

    [Fact]
    public async Task Mail_that_is_too_large_is_552_and_the_connection_goes_on()
    {
        await using var mails = await MailHost.StartAsync(settings: ("MaxMessageBytes", "100000"));
        using var client = await mails.ConnectAsync();

        Assert.Equal("552 The mail is larger than allowed", await client.AskAsync("MAIL FROM:<a@b.example> SIZE=100001"));
        await client.BeginAsync();
        for (var line = 0; line < 2000; line++)
        {
            await client.Connection.SendAsync($"QUIT{new string('x', 994)}\r\n");
        }

        Assert.Equal("552 The mail is larger than allowed", await client.AskAsync("."));
        await client.SendAsync("fits\r\n");
        await client.QuitAsync();

        Assert.Equal("fits\r\n", await mails.TakeAsync());
        Assert.Empty(await mails.KnownAsync(await mails.WhenEndedAsync(1)));
    }

    [Fact]
    public async Task Line_that_is_too_long_is_500_and_the_connection_goes_on()
    {
        await using var mails = await MailHost.StartAsync(workers: 2);
        using var client = await mails.ConnectAsync();

        Assert.Equal("500 Line too long", await client.AskAsync(new string('x', 1_000_000)));
        await client.SendAsync("text\r\n");
        await client.QuitAsync();
    }

    [Fact]
    public async Task Mail_without_a_user_is_530_where_one_is_required()
    {
        await using var mails = await MailHost.StartAsync(workers: 2, settings: [("RequireAuth", "true"), ("User", "user"), ("Password", "secret")]);
        using var client = await mails.ConnectAsync();

        Assert.Equal("530 Authentication required", await client.AskAsync("MAIL FROM:<a@b.example>"));
        Assert.Equal("535 Authentication credentials invalid", await client.AskAsync("AUTH PLAIN AHVzZXIAd3Jvbmc="));
        Assert.Equal("235 Authentication succeeded", await client.AskAsync("AUTH PLAIN AHVzZXIAc2VjcmV0"));
        await client.SendAsync("text\r\n");
        await client.QuitAsync();

        // Neither the right password nor the wrong one is in the log.
        Assert.DoesNotContain(mails.Host.Log.Texts, static text => text.Contains("AHVzZXIA", StringComparison.Ordinal) || text.Contains("secret", StringComparison.Ordinal));
    }
}
