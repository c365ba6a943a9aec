using System.Net.Sockets;
using RoadRunner.Host.Tcp;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>A server on a unix socket.</summary>
public sealed class UnixServerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_unix_server_replaces_a_dead_socket_and_removes_its_own()
    {
        var path = _folder.PathOf("server.sock");
        using (var dead = Bind(_folder.PathOf("dead.sock")))
        {
            // .NET removes the file with the socket; a server that was killed does not.
            File.Move(_folder.PathOf("dead.sock"), path);
        }

        await using var host = await HostUnderTest.StartAsync(At(path));
        using (var client = await host.ConnectAsync())
        {
            Assert.Equal("hello", await client.AskAsync("hello"));
        }

        await host.Host.StopAsync().Within();
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_socket_that_somebody_listens_on_fails_the_start()
    {
        var path = _folder.PathOf("server.sock");
        using var other = Bind(path);
        other.Listen();
        var failure = await Assert.ThrowsAsync<TcpListenException>(() => HostUnderTest.StartAsync(At(path)));
        Assert.Equal("tcp.servers.main.addr (.rr.yaml:13): cannot listen on unix://server.sock: server.sock is in use by another server", Scrub.Text(failure.Message));
        Assert.True(File.Exists(path));
    }

    [Theory]
    [InlineData("precious")]
    [InlineData("")]
    public async Task A_file_that_is_no_socket_is_left_alone(string content)
    {
        var path = _folder.Write("server.sock", content);
        var failure = await Assert.ThrowsAsync<TcpListenException>(() => HostUnderTest.StartAsync(At(path)));
        Assert.Equal("tcp.servers.main.addr (.rr.yaml:13): cannot listen on unix://server.sock: server.sock exists and is no socket", Scrub.Text(failure.Message));
        Assert.Equal(content, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    private static RrFile At(string path) =>
        RrFile.Recorder with { Addresses = new Dictionary<string, string> { [RrFile.Main] = $"unix://{path}" } };

    private static Socket Bind(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        return socket;
    }
}
