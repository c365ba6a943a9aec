using System.Net;
using System.Net.Sockets;

namespace Spiral.RoadRunner.Rpc.Tests;

/// <summary>The addresses of the protocol over real sockets of this machine; everything else is tested in memory.</summary>
public sealed class RpcLinkSocketTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_connects_to_a_tcp_address()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await AskVersionAsync(listener, RelayAddress.Parse($"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}"));
    }

    [Fact]
    public async Task A_link_connects_to_a_unix_address()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            await AskVersionAsync(listener, RelayAddress.Parse("unix://" + path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_worth_another_attempt()
    {
        int port;
        using (var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        }

        await using var fixture = new LinkFixture(options => options with { Connector = null, Address = RelayAddress.Tcp("127.0.0.1", port) });
        _ = fixture.Link.ConnectAsync(Token);
        var waiting = await fixture.UntilAsync(RpcLinkState.Reconnecting);
        Assert.StartsWith($"Connecting to tcp://127.0.0.1:{port} failed", waiting.LastErrorMessage, StringComparison.Ordinal);
    }

    private static async Task AskVersionAsync(Socket listener, RelayAddress address)
    {
        listener.Listen();
        using var peer = new ScriptedPeer();
        await using var link = new RpcLink(new RpcLinkOptions { Address = address });
        var connecting = link.ConnectAsync(Token);
        using var connection = new PeerConnection(peer, new NetworkStream(await listener.AcceptAsync(Token), ownsSocket: true));
        await connecting.Within();
        Assert.Equal(ScriptedPeer.Version, await new ServerClient(link).VersionAsync(Token));
    }
}
