namespace RoadRunner.Samples.Smtp.Tests;

/// <summary>The service in a pool of four workers that take turns.</summary>
public sealed class SmtpServiceTests
{
    public static TheoryData<int> Sizes => [1, 2, 3, 5, 7, 11, 64, SampleTalk.Bytes.Length];

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Mails_are_the_same_however_the_bytes_come(int size)
    {
        await using var pool = await SmtpPool.StartAsync();
        await AssertTalkAsync(pool, SampleTalk.Bytes.Chunk(size).Select(static part => new string(part)));
    }

    [Fact]
    public async Task Mails_are_the_same_line_by_line()
    {
        await using var pool = await SmtpPool.StartAsync();
        await AssertTalkAsync(pool, SampleTalk.Bytes.Split("\r\n")[..^1].Select(static line => line + "\r\n"));
    }

    [Fact]
    public async Task Mails_are_the_same_wherever_the_bytes_are_cut_in_two()
    {
        await using var pool = await SmtpPool.StartAsync();
        for (var at = 1; at < SampleTalk.Bytes.Length; at++)
        {
            var line = pool.Connect();
            await line.OpenAsync();
            Assert.Equal(SampleTalk.Answers, SampleTalk.WithoutIds(await line.SendAsync([SampleTalk.Bytes[..at], SampleTalk.Bytes[at..]])));
            await line.EndAsync();
        }

        Assert.Equal(SampleTalk.Mails.SelectMany(static mail => Enumerable.Repeat(mail, SampleTalk.Bytes.Length - 1)).Order(StringComparer.Ordinal), pool.Mails.Order(StringComparer.Ordinal));
        Assert.Empty(pool.Sessions.Values);
    }

    [Fact]
    public async Task Body_that_is_too_large_is_552_and_the_connection_goes_on()
    {
        await using var pool = await SmtpPool.StartAsync(arguments: "--Smtp:MaxMessageBytes=2000");
        var line = await pool.Connect().GreetAsync();
        await line.BeginMailAsync();

        var answers = await line.SendAsync(Enumerable.Repeat($"QUIT{new string('x', 996)}\r\n", 100));
        var kept = pool.Sessions.Values.Sum(static value => value.Value.Length);

        Assert.Equal("", answers);
        Assert.InRange(kept, 1, 4000);
        Assert.Equal("552 The mail is larger than allowed\r\n", await line.SendAsync(".\r\n"));
        await line.BeginMailAsync();
        Assert.StartsWith("250 OK ", await line.SendAsync("fits\r\n.\r\n"), StringComparison.Ordinal);
        Assert.Equal("fits\r\n", Assert.Single(pool.Mails));
    }

    [Fact]
    public async Task Line_that_is_too_long_is_500_and_the_connection_goes_on()
    {
        await using var pool = await SmtpPool.StartAsync();
        var line = await pool.Connect().GreetAsync();

        Assert.Equal("500 Line too long\r\n", await line.SendAsync([.. Enumerable.Repeat(new string('x', 1000), 100), "\r\n"]));
        Assert.Equal("250 OK\r\n", await line.SendAsync("NOOP\r\n"));
    }

    [Fact]
    public async Task Mail_needs_a_user_where_one_is_required()
    {
        await using var pool = await SmtpPool.StartAsync(arguments: ["--Smtp:RequireAuth=true", "--Smtp:User=user", "--Smtp:Password=secret"]);
        var line = await pool.Connect().GreetAsync();

        Assert.Equal("530 Authentication required\r\n", await line.SendAsync("MAIL FROM:<a@b.example>\r\n"));
        Assert.Equal("535 Authentication credentials invalid\r\n", await line.SendAsync("AUTH PLAIN AHVzZXIAd3Jvbmc=\r\n"));
        Assert.Equal("334 VXNlcm5hbWU6\r\n", await line.SendAsync("AUTH LOGIN\r\n"));
        Assert.Equal("334 UGFzc3dvcmQ6\r\n", await line.SendAsync("dXNlcg==\r\n"));
        Assert.Equal("235 Authentication succeeded\r\n", await line.SendAsync("c2VjcmV0\r\n"));
        await line.BeginMailAsync();
    }

    [Fact]
    public async Task Lines_of_a_mail_whose_session_is_lost_are_no_commands()
    {
        await using var pool = await SmtpPool.StartAsync();
        var line = await (await pool.Connect().GreetAsync()).BeginMailAsync();
        pool.Sessions.Values.Clear();

        Assert.Equal("421 mailamie Service not available, closing the connection\r\n", await line.SendAsync("QUIT\r\n"));
        Assert.True(line.IsClosed);
        Assert.Empty(pool.Mails);
    }

    [Fact]
    public async Task Store_of_sessions_that_fails_is_421()
    {
        await using var pool = await SmtpPool.StartAsync();
        var line = await pool.Connect().GreetAsync();
        pool.Sessions.Failure = new IOException("no storage today");

        Assert.Equal("421 mailamie Service not available, closing the connection\r\n", await line.SendAsync("NOOP\r\n"));
        Assert.True(line.IsClosed);
    }

    [Fact]
    public async Task Stopping_server_takes_the_mail_that_is_here_and_no_more()
    {
        const string NotNow = "421 mailamie Service not available, closing the connection\r\n";
        await using var pool = await SmtpPool.StartAsync();
        var first = await (await pool.Connect().GreetAsync()).BeginMailAsync();
        var second = await pool.Connect().GreetAsync();
        await pool.StopAsync();

        Assert.Equal("250 OK id\r\n" + NotNow, SampleTalk.WithoutIds(await first.SendAsync("text\r\n.\r\nMAIL FROM:<>\r\n")));
        Assert.Equal(NotNow, await second.SendAsync("NOOP\r\n"));
        Assert.Equal(NotNow, await pool.Connect().OpenAsync());
        Assert.Equal("text\r\n", Assert.Single(pool.Mails));
    }

    private static async Task AssertTalkAsync(SmtpPool pool, IEnumerable<string> parts)
    {
        var line = pool.Connect();
        Assert.Equal("220 mailamie ESMTP\r\n", await line.OpenAsync());

        Assert.Equal(SampleTalk.Answers, SampleTalk.WithoutIds(await line.SendAsync(parts)));

        Assert.True(line.IsClosed);
        Assert.Equal(SampleTalk.Mails, pool.Mails.Order(StringComparer.Ordinal));
        await line.EndAsync();
        Assert.Empty(pool.Sessions.Values);
    }
}
