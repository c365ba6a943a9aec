using System.Text;
using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>A library with a protocol of its own talks to the application over the client's stream.</summary>
public sealed class ClientStreamTests
{
    [Fact]
    public async Task An_http_client_is_answered_twice_on_one_connection()
    {
        await using var host = await TcpTestHost.StartAsync(
            Apps.Of(static context => Answer(context.GetText())), static options => options.Servers.Add(Apps.Main, "\r\n\r\n"));
        var connections = 0;
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                Interlocked.Increment(ref connections);
                var client = await host.ConnectAsync(cancellationToken: cancellationToken);
                return client.GetStream();
            },
        });

        Assert.Equal("you asked for /one", await http.GetStringAsync(new Uri("http://text.example/one")).Within());
        Assert.Equal("you asked for /two", await http.GetStringAsync(new Uri("http://text.example/two")).Within());
        Assert.Equal(1, connections);
    }

    [Fact]
    public async Task A_stream_ends_with_the_connection_and_refuses_to_write_then()
    {
        await using var host = await TcpTestHost.StartAsync(Apps.Of(static _ => TcpReply.RespondClose("bye")));
        var client = await host.ConnectAsync();
        await using var stream = client.GetStream();
        await stream.WriteAsync("x\r\n"u8.ToArray());
        using var reader = new StreamReader(stream);

        Assert.Equal("bye", await reader.ReadToEndAsync().Within());
        await host.WhenIdleAsync();
        await Assert.ThrowsAsync<IOException>(() => stream.WriteAsync("y"u8.ToArray()).AsTask());
    }

    private static TcpReply Answer(string request)
    {
        var body = $"you asked for {request.Split(' ')[1]}";
        return TcpReply.Respond($"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
    }
}
