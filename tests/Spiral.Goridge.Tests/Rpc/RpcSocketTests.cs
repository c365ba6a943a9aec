using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Spiral.Goridge.Rpc.Tests;

public sealed class RpcSocketTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connection_over_tcp_carries_calls_and_notices_the_end()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var address = RelayAddress.Tcp("127.0.0.1", ((IPEndPoint)listener.LocalEndPoint!).Port);

        await AssertCarriesCallsAsync(listener, address);
    }

    [Fact]
    public async Task Connection_over_a_unix_socket_carries_calls_and_notices_the_end()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "rpc.sock");
            using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            listener.Listen();

            await AssertCarriesCallsAsync(listener, RelayAddress.Unix(path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Connecting_to_nobody_throws_RelayClosed()
    {
        var address = RelayAddress.Unix(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));

        await Assert.ThrowsAsync<RelayClosedException>(() => RpcConnection.ConnectAsync(address, cancellationToken: Token).Within());
    }

    [Fact]
    public async Task Connecting_to_the_standard_streams_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => RpcConnection.ConnectAsync(RelayAddress.Pipes, cancellationToken: Token).Within());

    private static async Task AssertCarriesCallsAsync(Socket listener, RelayAddress address)
    {
        await using var connection = await RpcConnection.ConnectAsync(address, cancellationToken: Token).Within();
        var peer = new ScriptedPeer(new NetworkStream(await listener.AcceptAsync(Token), ownsSocket: true));

        var call = connection.CallAsync("rpc.Version", FrameFlags.Json, "true"u8.ToArray(), Token);
        await peer.ReplyAsync(await peer.ReceiveAsync(), "\"2025.1.15\"");
        Assert.Equal("\"2025.1.15\"", Encoding.UTF8.GetString((await call.Within()).Body.Span));

        var cut = connection.CallAsync("a.A", FrameFlags.Raw, default, Token);
        await peer.ReceiveAsync();
        await peer.DisposeAsync();
        await Assert.ThrowsAsync<RelayClosedException>(() => cut.Within());
        await connection.Completion.Within();
    }
}
