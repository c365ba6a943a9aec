using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;
using Spiral.Goridge;

namespace RoadRunner.Integration;

/// <summary>What stands in the <c>.rr.yaml</c> at the top of the repository.</summary>
public sealed class ShippedFileTests
{
    private readonly RrConfiguration _shipped = ConfigurationLoader.Load(Path.Combine(AppContext.BaseDirectory, "shipped.rr.yaml"), static _ => null);

    [Fact]
    public void Servers_have_the_addresses_of_the_readme() => Assert.Equal(
        ["smtp tcp://127.0.0.1:1025 0D0A", "tcp_access_point_1 tcp://127.0.0.1:8888 0D0A", "server2 tcp://127.0.0.1:8889 0D0A"],
        _shipped.Tcp.Servers.Select(static server => $"{server.Name} {server.Address} {Convert.ToHexString(server.Delimiter.Span)}"));

    [Fact]
    public void Pool_has_two_workers_and_generous_timeouts()
    {
        var pool = _shipped.Tcp.Pool;
        Assert.Equal(2, pool.NumWorkers);
        Assert.Equal(TimeSpan.FromSeconds(60), pool.AllocateTimeout);
        Assert.Equal(TimeSpan.FromSeconds(60), pool.DestroyTimeout);
        Assert.Equal(["dotnet", "worker-samples/showcase/bin/Release/net10.0/Showcase.dll"], pool.Command);
    }

    [Fact]
    public void Everything_else_is_plain()
    {
        Assert.Equal("3", _shipped.Version);
        Assert.Equal(RelayAddress.Pipes, _shipped.Server.Relay);
        Assert.Equal(1024 * 1024, _shipped.Tcp.ReadBufferBytes);
        Assert.Equal(LogMode.Development, _shipped.Logs.Mode);
        Assert.Equal(LogLevel.Information, _shipped.Logs.Level);
        Assert.Empty(_shipped.Warnings);
    }

    [Fact]
    public void Sessions_and_mails_have_their_places()
    {
        Assert.Equal("tcp://127.0.0.1:6001", $"{_shipped.Rpc!.Address}");
        Assert.Equal(["sessions"], _shipped.KeyValue!.Storages.Select(static storage => storage.Name));
        Assert.Equal(("sessions", "var/mail"), (_shipped.Server.Environment["SMTP__STORAGE"], _shipped.Server.Environment["SMTP__FOLDER"]));
        Assert.Equal(64 * 1024, _shipped.Host.BatchBytesOf("smtp"));
        Assert.Equal(0, _shipped.Host.BatchBytesOf("server2"));
    }
}
