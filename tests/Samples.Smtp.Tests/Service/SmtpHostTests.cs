using System.Text;
using RoadRunner.Host.Configuration;
using Spiral.RoadRunner.Tcp.Testing;

namespace RoadRunner.Samples.Smtp.Tests;

/// <summary>The sample behind the connection loop of the host, with a key-value storage and four workers in turn.</summary>
public sealed class SmtpHostTests : IDisposable
{
    private readonly DirectoryInfo _temp = Directory.CreateTempSubdirectory("mails-");

    public static TheoryData<FramingMode, int, int> Ways
    {
        get
        {
            var ways = new TheoryData<FramingMode, int, int>();
            foreach (var size in (int[])[1, 2, 3, 13, 100, SampleTalk.Bytes.Length])
            {
                ways.Add(FramingMode.Exact, 0, size);
                ways.Add(FramingMode.Exact, 64, size);
                ways.Add(FramingMode.Exact, 64 * 1024, size);
                ways.Add(FramingMode.Raw, 0, size);
            }

            return ways;
        }
    }

    private IEnumerable<string> Mails => Directory.GetFiles(_temp.FullName).Select(static file => File.ReadAllText(file, Encoding.Latin1)).Order(StringComparer.Ordinal);

    public void Dispose() => _temp.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Mails_are_the_same_whatever_the_host_makes_of_the_bytes(FramingMode framing, int batchBytes, int size)
    {
        await using var host = await StartAsync(framing, batchBytes);
        var client = await host.ConnectAsync("smtp");
        await client.ExpectAsync("220 mailamie ESMTP\r\n");
        foreach (var part in SampleTalk.Bytes.Chunk(size))
        {
            await client.SendAsync(new string(part));
        }

        Assert.Equal(SampleTalk.Answers, SampleTalk.WithoutIds(await client.ReadToEndAsync()));

        await client.DisposeAsync();
        Assert.Equal(SampleTalk.Mails, Mails);
        Assert.Empty(host.Keys("sessions"));
    }

    [Fact]
    public async Task Mails_of_clients_do_not_mix()
    {
        await using var host = await StartAsync(FramingMode.Exact, batchBytes: 0);
        var clients = new List<TcpTestClient>();
        for (var number = 0; number < 5; number++)
        {
            clients.Add(await host.ConnectAsync("smtp"));
        }

        foreach (var line in (string[])["HELO c", "MAIL FROM:<>", "RCPT TO:<a@b.example>", "DATA"])
        {
            foreach (var client in clients)
            {
                await client.SendLineAsync(line);
            }
        }

        foreach (var (number, client) in clients.Index())
        {
            await client.SendAsync($"first of {number}\r\n");
        }

        foreach (var (number, client) in clients.Index())
        {
            await client.SendAsync($"last of {number}\r\n.\r\nQUIT\r\n");
            Assert.EndsWith("221 mailamie Bye\r\n", await client.ReadToEndAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(Enumerable.Range(0, clients.Count).Select(static number => $"first of {number}\r\nlast of {number}\r\n"), Mails);
    }

    [Fact]
    public async Task Connection_that_breaks_in_the_middle_of_a_mail_leaves_nothing()
    {
        await using var host = await StartAsync(FramingMode.Exact, batchBytes: 0);
        var client = await host.ConnectAsync("smtp");
        await client.SendAsync("HELO c\r\nMAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\n" + string.Concat(Enumerable.Repeat(new string('x', 500) + "\r\n", 10)));
        await host.WhenIdleAsync();
        Assert.NotEmpty(host.Keys("sessions"));

        await client.AbortAsync();
        await host.WhenIdleAsync();

        Assert.Empty(host.Keys("sessions"));
        Assert.Empty(Mails);
    }

    private Task<TcpTestHost> StartAsync(FramingMode framing, int batchBytes) => TcpTestHost.StartAsync(Program.Build, options =>
    {
        options.Workers = 4;
        options.HandlerLimit = TestLimit.Generous;
        options.SlowHandler = TimeSpan.Zero;
        options.Servers.Add("smtp", framing: framing);
        options.ConfigureHost = configuration => configuration with { Host = configuration.Host with { BatchBytes = batchBytes } };
        options.Configure = builder =>
        {
            builder.Configuration["Smtp:Storage"] = "sessions";
            builder.Configuration["Smtp:Folder"] = _temp.FullName;
            builder.Configuration["Smtp:AddTrace"] = "false";
            builder.Configuration["Smtp:FlushesToDisk"] = "false";
        };
    });
}
