using System.Net.Sockets;
using Xunit;

namespace RoadRunner.Host.Tests.Listening;

/// <summary>What may be removed from the path of a socket.</summary>
public sealed class UnixSocketFileTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rr-socket-");

    private string PathOfSocket => Path.Combine(_directory.FullName, "server.sock");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void A_socket_that_nobody_listens_on_is_removed()
    {
        using var left = Bind(SocketType.Stream);

        UnixSocketFile.RemoveStale(PathOfSocket);

        Assert.False(File.Exists(PathOfSocket));
        UnixSocketFile.RemoveStale(PathOfSocket);
    }

    [Fact]
    public void A_socket_that_is_in_use_stays()
    {
        using var server = Bind(SocketType.Stream);
        server.Listen();

        ExpectRefusal($"{PathOfSocket} is in use by another server");
    }

    [Fact]
    public void A_socket_of_another_kind_stays()
    {
        using var log = Bind(SocketType.Dgram);

        ExpectRefusal($"{PathOfSocket} exists and may be in use by another server: ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    public void A_file_that_is_no_socket_stays(string content)
    {
        File.WriteAllText(PathOfSocket, content);

        ExpectRefusal($"{PathOfSocket} exists and is no socket");
    }

    private Socket Bind(SocketType type)
    {
        var socket = new Socket(AddressFamily.Unix, type, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(PathOfSocket));
        return socket;
    }

    private void ExpectRefusal(string message)
    {
        var refusal = Assert.Throws<IOException>(() => UnixSocketFile.RemoveStale(PathOfSocket));
        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(PathOfSocket));
    }
}
