using System.Net;
using System.Text.Json;
using Echo = RoadRunner.Samples.Echo.Program;

namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>The echo sample, tested as its user would test it.</summary>
public sealed class EchoSampleTests
{
    [Fact]
    public async Task Server2_answers_each_line_and_keeps_the_connection()
    {
        await using var host = await TcpTestHost.StartAsync(Echo.Build);
        var client = await host.ConnectAsync("server2", new IPEndPoint(IPAddress.Parse("10.1.2.3"), 4567));

        using var answer = JsonDocument.Parse(await client.AskAsync("hi"));

        Assert.Equal("10.1.2.3:4567", answer.RootElement.GetProperty("remote_addr").GetString());
        Assert.Equal("hi\r\n", answer.RootElement.GetProperty("body").GetString());
        Assert.Equal(client.ConnectionUuid, answer.RootElement.GetProperty("uuid").GetString());
        await client.SendAsync("a\r\nb\r\nhalf");
        Assert.Contains("\"body\":\"a\\r\\n\"", await client.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Contains("\"body\":\"b\\r\\n\"", await client.ReadLineAsync(), StringComparison.Ordinal);
        await client.ExpectSilenceAsync();
        await client.HalfCloseAsync();
        Assert.Contains("\"body\":\"half\"", await client.ReadLineAsync(), StringComparison.Ordinal);
        await client.ExpectClosedAsync();
    }

    [Fact]
    public async Task Access_point_says_that_access_is_denied_and_closes()
    {
        await using var host = await TcpTestHost.StartAsync(Echo.Build);
        var client = await host.ConnectAsync("tcp_access_point_1");

        await client.ExpectAsync("Access denied\r\n");
        await client.ExpectClosedAsync();
    }
}
