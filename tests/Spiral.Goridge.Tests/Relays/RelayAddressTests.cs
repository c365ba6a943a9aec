namespace Spiral.Goridge.Tests.Relays;

public sealed class RelayAddressTests
{
    [Theory]
    [InlineData("pipes", RelayKind.Pipes, "", 0, "", "pipes")]
    [InlineData("PIPES", RelayKind.Pipes, "", 0, "", "pipes")]
    [InlineData("pipes://stdin:stdout", RelayKind.Pipes, "", 0, "", "pipes")]
    [InlineData("tcp://127.0.0.1:7000", RelayKind.Tcp, "127.0.0.1", 7000, "", "tcp://127.0.0.1:7000")]
    [InlineData("TCP://localhost:0", RelayKind.Tcp, "localhost", 0, "", "tcp://localhost:0")]
    [InlineData("tcp://host:65535", RelayKind.Tcp, "host", 65535, "", "tcp://host:65535")]
    [InlineData("tcp://:7000", RelayKind.Tcp, "", 7000, "", "tcp://:7000")]
    [InlineData("tcp://[::1]:7000", RelayKind.Tcp, "::1", 7000, "", "tcp://[::1]:7000")]
    [InlineData("unix:///run/rr.sock", RelayKind.Unix, "", 0, "/run/rr.sock", "unix:///run/rr.sock")]
    [InlineData("unix://rr.sock", RelayKind.Unix, "", 0, "rr.sock", "unix://rr.sock")]
    public void Address_is_read(string text, RelayKind kind, string host, int port, string path, string written)
    {
        var address = RelayAddress.Parse(text);
        Assert.Equal(kind, address.Kind);
        Assert.Equal(host, address.Host);
        Assert.Equal(port, address.Port);
        Assert.Equal(path, address.Path);
        Assert.Equal(written, address.ToString());
        Assert.Equal(address, RelayAddress.Parse(written));
    }

    [Theory]
    [InlineData("", "Unsupported connection format \"\": expected pipes, tcp://host:port or unix://path.")]
    [InlineData("stdin", "Unsupported connection format \"stdin\": expected pipes, tcp://host:port or unix://path.")]
    [InlineData("tcp:127.0.0.1:7000", "Unsupported connection format \"tcp:127.0.0.1:7000\": expected pipes, tcp://host:port or unix://path.")]
    [InlineData("tcp://", "Unsupported connection format \"tcp://\": expected pipes, tcp://host:port or unix://path.")]
    [InlineData("unix://", "Unsupported connection format \"unix://\": expected pipes, tcp://host:port or unix://path.")]
    [InlineData("://x", "Unsupported connection format \"://x\": expected pipes, tcp://host:port or unix://path.")]
    [InlineData("pipes://3:4", "Unsupported pipes in \"pipes://3:4\": only pipes://stdin:stdout exists.")]
    [InlineData("udp://host:1", "Unknown connection protocol \"udp\" in \"udp://host:1\": expected pipes, tcp or unix.")]
    [InlineData("tcp://host", "The port is missing in \"tcp://host\": expected tcp://host:port.")]
    [InlineData("tcp://[::1]", "The port is missing in \"tcp://[::1]\": expected tcp://host:port.")]
    [InlineData("tcp://host:", "The port \"\" in \"tcp://host:\" is not a number from 0 to 65535.")]
    [InlineData("tcp://host:65536", "The port \"65536\" in \"tcp://host:65536\" is not a number from 0 to 65535.")]
    [InlineData("tcp://host:-1", "The port \"-1\" in \"tcp://host:-1\" is not a number from 0 to 65535.")]
    [InlineData("tcp://host:http", "The port \"http\" in \"tcp://host:http\" is not a number from 0 to 65535.")]
    [InlineData("tcp://::1:7000", "The IPv6 address in \"tcp://::1:7000\" needs brackets: tcp://[::1]:7000.")]
    public void Text_that_is_no_address_is_refused_with_the_rule(string text, string message)
    {
        Assert.False(RelayAddress.TryParse(text, out var address, out var error));
        Assert.Null(address);
        Assert.Equal(message, error);
        Assert.Equal(message, Assert.Throws<FormatException>(() => RelayAddress.Parse(text)).Message);
    }

    [Fact]
    public void Nothing_is_no_address()
    {
        Assert.False(RelayAddress.TryParse(null, out _, out var error));
        Assert.Equal("Unsupported connection format \"\": expected pipes, tcp://host:port or unix://path.", error);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public void Port_out_of_its_range_is_refused(int port) => Assert.Throws<ArgumentOutOfRangeException>(() => RelayAddress.Tcp("host", port));

    [Fact]
    public void Empty_path_is_refused() => Assert.Throws<ArgumentException>(() => RelayAddress.Unix(""));

    [Theory]
    [InlineData("tcp://127.0.0.1:7000")]
    [InlineData("unix:///run/rr.sock")]
    public void Relay_of_a_socket_address_is_made_without_connecting(string text)
    {
        using var relay = Relay.Create(text);
        Assert.False(Assert.IsType<SocketRelay>(relay).IsConnected);
    }
}
