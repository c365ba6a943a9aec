using System.Net.Sockets;
using System.Runtime.Versioning;
using RoadRunner.Host.Configuration;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>A server on a unix socket.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class UnixSocketTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rr-unix-");

    private string PathOfServer => Path.Combine(_directory.FullName, "server.sock");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite)]
    public async Task The_file_has_the_mode_that_is_set(UnixFileMode mode)
    {
        await using var host = await StartAsync(mode);
        Assert.Equal(mode, File.GetUnixFileMode(PathOfServer));
    }

    [Fact]
    public async Task A_client_is_known_by_the_path_it_has_bound_or_by_nothing()
    {
        await using var host = await StartAsync(mode: null);
        await AskAsync(bound: null);
        var path = Path.Combine(_directory.FullName, "client.sock");
        await AskAsync(path);
        await host.Host.StopAsync().Within();

        Assert.Equal(["@", path], host.Executor.Seen.Select(static seen => seen.RemoteAddress).Distinct());
        Assert.False(File.Exists(PathOfServer));
    }

    [Fact]
    public async Task A_directory_that_has_gone_does_not_keep_the_host_from_stopping()
    {
        var run = _directory.CreateSubdirectory("run");
        await using var host = await StartAsync(mode: null, Path.Combine(run.FullName, "server.sock"));
        await using var client = host.Connect();
        await client.SendAsync("x\r\n");
        await client.ExpectAsync("x\r\n");
        run.Delete(recursive: true);

        await host.Host.StopAsync().Within();

        Assert.Equal(ConnectionEventKind.Close, host.Executor.Seen[^1].Kind);
    }

    private async Task AskAsync(string? bound)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        if (bound is not null)
        {
            socket.Bind(new UnixDomainSocketEndPoint(bound));
        }

        await socket.ConnectAsync(new UnixDomainSocketEndPoint(PathOfServer), TestContext.Current.CancellationToken).Within();
        await socket.SendAsync("x\r\n"u8.ToArray()).Within();
        Assert.Equal(3, await socket.ReceiveAsync(new byte[10].AsMemory()).Within());
    }

    private Task<MemoryHost> StartAsync(UnixFileMode? mode, string? path = null)
    {
        var own = new HostServerConfiguration { UnixSocketMode = mode };
        var configuration = new RrConfiguration
        {
            Tcp = new TcpConfiguration([new(MemoryHost.Main, RelayAddress.Unix(path ?? PathOfServer))]),
            Host = new HostConfiguration { Servers = new Dictionary<string, HostServerConfiguration> { [MemoryHost.Main] = own } },
        };
        return MemoryHost.StartAsync(configuration, listens: true);
    }
}
