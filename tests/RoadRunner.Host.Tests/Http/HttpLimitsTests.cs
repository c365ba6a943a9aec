using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using RoadRunner.Host.Http;
using RoadRunner.Host.Listening;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Http;

/// <summary>What a client of an HTTP endpoint may cost.</summary>
public sealed class HttpLimitsTests
{
    [Fact]
    public void Requests_are_small_and_quick()
    {
        var limits = new KestrelServerLimits();
        HttpLimits.Apply(limits);

        Assert.Equal((4096, 16384, 0), (limits.MaxRequestLineSize, limits.MaxRequestHeadersTotalSize, limits.MaxRequestBodySize));
        Assert.Equal(TimeSpan.FromSeconds(10), limits.RequestHeadersTimeout);
    }

    [Fact]
    public async Task The_129th_connection_is_closed_as_soon_as_it_comes()
    {
        await using var server = new HttpServer(
            RelayAddress.Tcp("", 0), HostLogChannels.Status, static _ => Task.CompletedTask, NullLoggerFactory.Instance, TimeProvider.System);
        await server.StartAsync(TestContext.Current.CancellationToken);
        var clients = Enumerable.Range(0, 128).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToArray();
        foreach (var client in clients)
        {
            await ConnectAsync(client, server);
        }

        using var refused = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await ConnectAsync(refused, server);

        Assert.Equal(0, await refused.ReceiveAsync(new byte[1].AsMemory()).Within());
        await clients[0].SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray()).Within();
        Assert.NotEqual(0, await clients[0].ReceiveAsync(new byte[1].AsMemory()).Within());
        Array.ForEach(clients, static client => client.Dispose());
    }

    private static Task ConnectAsync(Socket client, HttpServer server) => client.ConnectAsync(IPAddress.Loopback, server.Address.Port).Within();
}
