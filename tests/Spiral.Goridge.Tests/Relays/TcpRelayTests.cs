using System.Net;
using System.Net.Sockets;

namespace Spiral.Goridge.Tests.Relays;

public sealed class TcpRelayTests : SocketRelayContract
{
    [Fact]
    public void Pipes_address_is_refused()
    {
        var exception = Assert.Throws<ArgumentException>(() => new SocketRelay(RelayAddress.Pipes));
        Assert.Equal("A socket relay needs a tcp or unix address. (Parameter 'address')", exception.Message);
    }

    [Fact]
    public void Address_without_a_host_is_this_machine()
    {
        using var listener = Listen(out var address);
        using var relay = new SocketRelay(RelayAddress.Tcp("", address.Port));
        relay.Connect();
        Assert.True(relay.IsConnected);
    }

    protected override Socket Listen(out RelayAddress address)
    {
        var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        address = RelayAddress.Tcp("127.0.0.1", ((IPEndPoint)listener.LocalEndPoint!).Port);
        return listener;
    }
}
