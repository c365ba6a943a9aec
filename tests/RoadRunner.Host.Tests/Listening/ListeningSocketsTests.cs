using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging.Abstractions;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Listening;
using RoadRunner.Host.Tcp;
using RoadRunner.Host.Tests.InProcess;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Listening;

/// <summary>What listening sockets are, and what their connections have from them.</summary>
public sealed class ListeningSocketsTests
{
    [Fact]
    public async Task Connections_are_kept_alive_every_fifteen_seconds()
    {
        var sockets = new ListeningSockets(new ListenerOptions(RelayAddress.Tcp("", 0), "test"), NullLoggerFactory.Instance);
        await using var listener = await sockets.BindAsync(new IPEndPoint(IPAddress.Loopback, 0), TestContext.Current.CancellationToken);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.EndPoint, TestContext.Current.CancellationToken).Within();
        await using var connection = await listener.AcceptAsync(TestContext.Current.CancellationToken).Within();
        var socket = connection!.Features.Get<IConnectionSocketFeature>()!.Socket;

        Assert.NotEqual(0, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
        Assert.Equal(15, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
        Assert.Equal(15, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval));
        Assert.True(socket.NoDelay);
    }

    [Fact]
    public async Task A_name_is_listened_on_at_all_its_addresses()
    {
        var addresses = (await Dns.GetHostAddressesAsync("localhost", TestContext.Current.CancellationToken))
            .Where(static ip => ip.AddressFamily == AddressFamily.InterNetwork || Socket.OSSupportsIPv6);
        await using var host = await StartOnAnyPortAsync();
        foreach (var ip in addresses)
        {
            using var client = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await client.ConnectAsync(ip, host.Host.Servers[0].Address.Port).Within();
            await client.SendAsync("x\r\n"u8.ToArray()).Within();
            Assert.Equal(3, await client.ReceiveAsync(new byte[10].AsMemory()).Within());
        }
    }

    /// <summary>A port of the system's choice would be another one for each address, so a free one is looked for.</summary>
    private static async Task<MemoryHost> StartOnAnyPortAsync()
    {
        while (true)
        {
            using var free = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            var address = RelayAddress.Tcp("localhost", ((IPEndPoint)free.LocalEndPoint!).Port);
            free.Dispose();
            try
            {
                return await MemoryHost.StartAsync(new RrConfiguration { Tcp = new TcpConfiguration([new(MemoryHost.Main, address)]) }, listens: true);
            }
            catch (TcpListenException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                // Somebody else was faster.
            }
        }
    }
}
