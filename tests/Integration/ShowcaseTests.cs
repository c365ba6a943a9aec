using System.Text.Json;
using System.Text.RegularExpressions;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>The shipped <c>.rr.yaml</c> with its worker, on ports of the system's choice.</summary>
public sealed partial class ShowcaseTests : IAsyncLifetime
{
    private readonly TempFolder _mails = new();
    private HostUnderTest _host = null!;

    public async ValueTask InitializeAsync() => _host = await HostUnderTest.StartAsync(_ => ShippedFileForTests());

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _mails.Dispose();
    }

    [Fact]
    public async Task Server2_answers_with_the_five_keys_and_keeps_the_connection()
    {
        using var client = await _host.ConnectAsync("server2");
        using var first = JsonDocument.Parse(await client.AskAsync("hi"));
        using var second = JsonDocument.Parse(await client.AskAsync("again"));

        var answer = first.RootElement;
        Assert.Equal(["remote_addr", "server", "uuid", "body", "event"], answer.EnumerateObject().Select(static key => key.Name));
        Assert.Matches(@"^127\.0\.0\.1:\d+$", answer.GetProperty("remote_addr").GetString());
        Assert.Equal("server2", answer.GetProperty("server").GetString());
        Assert.Equal("hi\r\n", answer.GetProperty("body").GetString());
        Assert.Equal("Data", answer.GetProperty("event").GetString());
        Assert.Equal(answer.GetProperty("uuid").GetString(), second.RootElement.GetProperty("uuid").GetString());
        Assert.Equal("again\r\n", second.RootElement.GetProperty("body").GetString());
    }

    [Fact]
    public async Task Smtp_greets_before_anything_is_sent_and_takes_a_mail()
    {
        using var client = await _host.ConnectAsync("smtp");
        Assert.Equal("220 mailamie ESMTP", await client.ReadLineAsync());

        Assert.Equal("250 mailamie", await client.AskAsync("HELO client"));
        Assert.Equal("250 OK", await client.AskAsync("MAIL FROM:<a@b.example>"));
        Assert.Equal("250 OK", await client.AskAsync("RCPT TO:<c@d.example>"));
        Assert.Equal("354 End data with <CR><LF>.<CR><LF>", await client.AskAsync("DATA"));
        await client.SendAsync("text\r\n");
        Assert.StartsWith("250 OK ", await client.AskAsync("."), StringComparison.Ordinal);
        await client.SendAsync("quit\r\n");
        Assert.Equal("221 mailamie Bye\r\n", await client.ReadToEndAsync());
        var mail = Assert.Single(Directory.GetFiles(_mails.Path));
        Assert.EndsWith("\r\ntext\r\n", await File.ReadAllTextAsync(mail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Access_point_says_that_access_is_denied_and_closes()
    {
        using var client = await _host.ConnectAsync("tcp_access_point_1");
        Assert.Equal("Access denied\r\n", await client.ReadToEndAsync());
    }

    private string ShippedFileForTests()
    {
        var shipped = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "shipped.rr.yaml"));
        Assert.Contains("var/mail", shipped, StringComparison.Ordinal);
        return Command().Replace(Port().Replace(shipped, "127.0.0.1:0"), $"command: [dotnet, {JsonSerializer.Serialize(Programs.Showcase)}]")
            .Replace("var/mail", _mails.Path, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"127\.0\.0\.1:\d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Port();

    [GeneratedRegex("command: .*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Command();
}
