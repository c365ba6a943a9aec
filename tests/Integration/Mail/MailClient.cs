using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration.Mail;

/// <summary>A client that speaks SMTP.</summary>
internal sealed class MailClient : IDisposable
{
    private const string Begin = "MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n";

    private MailClient(TestClient connection) => Connection = connection;

    public TestClient Connection { get; }

    /// <summary>Reads the greeting and says EHLO.</summary>
    public static async Task<MailClient> GreetAsync(TestClient connection)
    {
        var client = new MailClient(connection);
        Assert.Equal("220 mailamie ESMTP", await client.ReadAsync());
        Assert.Equal("250 HELP", await client.AskAsync("EHLO client"));
        return client;
    }

    /// <summary>Sends a line and returns the last line of the reply.</summary>
    public async Task<string> AskAsync(string line)
    {
        await Connection.SendAsync(line + "\r\n");
        return await ReadAsync();
    }

    /// <summary>Returns the last line of the next reply.</summary>
    public async Task<string> ReadAsync()
    {
        string line;
        do
        {
            line = await Connection.ReadLineAsync();
        }
        while (line is [_, _, _, '-', ..]);
        return line;
    }

    /// <summary>Comes to the point where the body of a mail is expected.</summary>
    public async Task BeginAsync()
    {
        await Connection.SendAsync(Begin);
        Assert.Equal("250 OK", await ReadAsync());
        Assert.Equal("250 OK", await ReadAsync());
        Assert.Equal("354 End data with <CR><LF>.<CR><LF>", await ReadAsync());
    }

    /// <summary>Sends a mail that is accepted.</summary>
    /// <param name="body">The lines as they go over the wire, without the one that ends the mail.</param>
    public async Task SendAsync(string body)
    {
        await BeginAsync();
        await Connection.SendAsync(body + ".\r\n");
        Assert.StartsWith("250 OK ", await ReadAsync(), StringComparison.Ordinal);
    }

    public async Task QuitAsync()
    {
        await Connection.SendAsync("QUIT\r\n");
        Assert.Equal("221 mailamie Bye\r\n", await Connection.ReadToEndAsync());
    }

    public void Dispose() => Connection.Dispose();
}
