using System.Text.RegularExpressions;

namespace RoadRunner.Integration.Mail;

/// <summary>Many mails through a pool of four workers: none twice, none missing, nothing left of their connections.</summary>
public sealed partial class ManyMailsTests
{
    private const int Mails = 300;

    [Fact]
    public async Task Three_hundred_mails_of_one_connection_arrive()
    {
        await using var mails = await MailHost.StartAsync();

        await SendAsync(mails, 0, Mails);

        await AssertArrivedAsync(mails, connections: 1);
    }

    [Fact]
    public async Task Three_hundred_mails_of_each_of_twenty_connections_arrive_once()
    {
        const int Connections = 20;
        await using var mails = await MailHost.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => SendAsync(mails, connection, Mails))).Within(2 * TestLimit.Generous);

        await AssertArrivedAsync(mails, Connections);
        Assert.All(mails.Host.Host.Workers, static worker => Assert.True(worker.Executions > 0));
    }

    [Fact]
    public async Task Mail_of_a_mebibyte_is_the_same_in_one_write_and_in_writes_of_seven_bytes()
    {
        const int Size = 1024 * 1024;
        var body = string.Concat(Enumerable.Range(0, Size / 64).Select(static line => $"..{line,60}\r\n"));
        var expected = body.Replace("..", ".", StringComparison.Ordinal);
        await using var mails = await MailHost.StartAsync();
        using var client = await mails.ConnectAsync();

        await client.SendAsync(body);
        Assert.True(await mails.TakeAsync() == expected, "in one write");
        await client.BeginAsync();
        foreach (var part in (body + ".\r\n").Chunk(7))
        {
            await client.Connection.SendAsync(new string(part));
        }

        Assert.StartsWith("250 OK ", await client.ReadAsync(), StringComparison.Ordinal);
        Assert.True(await mails.TakeAsync() == expected, "in writes of seven bytes");
    }

    [Fact]
    public async Task Nothing_is_left_of_connections_that_end_in_the_middle_of_a_mail()
    {
        const int Ended = 80;
        const int Aborted = 20;
        await using var redis = await RedisServer.StartAsync();
        await using var mails = await MailHost.StartAsync(redis: redis.Port);

        await Task.WhenAll(Enumerable.Range(0, Ended).Select(connection => SendAsync(mails, connection, 1)));
        await Task.WhenAll(Enumerable.Range(0, Aborted).Select(_ => AbortAsync(mails)));

        await mails.WhenEndedAsync(Ended + Aborted);
        Assert.Equal("0", await redis.CommandAsync("DBSIZE"));
        Assert.Equal(Ended, mails.Files.Count);
    }

    private static async Task SendAsync(MailHost mails, int connection, int count)
    {
        using var client = await mails.ConnectAsync();
        for (var mail = 0; mail < count; mail++)
        {
            await client.SendAsync($"Subject: {connection}-{mail}\r\n\r\n..\r\nQUIT\r\n");
        }

        await client.QuitAsync();
    }

    private static async Task AbortAsync(MailHost mails)
    {
        using var client = await mails.ConnectAsync();
        await client.BeginAsync();
        for (var line = 0; line < 20; line++)
        {
            await client.Connection.SendAsync(new string('x', 900) + "\r\n");
        }

        client.Connection.Reset();
    }

    private static async Task AssertArrivedAsync(MailHost mails, int connections)
    {
        var texts = mails.Files.Select(File.ReadAllText).ToList();
        var subjects = texts.Select(static text => Mail().Match(text)).Where(static match => match.Success).Select(static match => match.Groups["id"].Value);
        var expected = Enumerable.Range(0, connections).SelectMany(static connection => Enumerable.Range(0, Mails).Select(mail => $"{connection}-{mail}"));

        Assert.Equal(expected.Order(StringComparer.Ordinal), subjects.Order(StringComparer.Ordinal));
        Assert.Equal(connections * Mails, texts.Count);
        Assert.Empty(await mails.KnownAsync(await mails.WhenEndedAsync(connections)));
    }

    [GeneratedRegex(@"\ASubject: (?<id>\d+-\d+)\r\n\r\n\.\r\nQUIT\r\n\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mail();
}
