using RoadRunner.Host.Configuration.Reading;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration.Reading;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("tcp://127.0.0.1:7777", "127.0.0.1", 7777)]
    [InlineData("127.0.0.1:7777", "127.0.0.1", 7777)]
    [InlineData("TCP://127.0.0.1:7777", "127.0.0.1", 7777)]
    [InlineData("tcp://:7777", "", 7777)]
    [InlineData(":7777", "", 7777)]
    [InlineData("tcp://[::1]:7777", "::1", 7777)]
    [InlineData("[::]:7777", "::", 7777)]
    [InlineData("tcp://localhost:7777", "localhost", 7777)]
    [InlineData("localhost:7777", "localhost", 7777)]
    [InlineData("tcp://127.0.0.1:0", "127.0.0.1", 0)]
    [InlineData("tcp://my-host.example:65535", "my-host.example", 65535)]
    public void A_TCP_address_needs_no_protocol(string text, string host, int port) =>
        Assert.Equal(RelayAddress.Tcp(host, port), ListenAddress.Parse(text, schemeRequired: false, out _));

    [Theory]
    [InlineData("unix:///run/s.sock", "/run/s.sock")]
    [InlineData("unix://rel.sock", "rel.sock")]
    [InlineData("unix://my dir/s.sock", "my dir/s.sock")]
    public void A_unix_address_is_a_path(string text, string path) =>
        Assert.Equal(RelayAddress.Unix(path), ListenAddress.Parse(text, schemeRequired: false, out _));

    [Theory]
    [InlineData("http://127.0.0.1:80", "invalid protocol \"http\" in \"http://127.0.0.1:80\"; accepted are tcp://host:port, host:port, :port and unix://path")]
    [InlineData("pipes://stdin:stdout", "invalid protocol \"pipes\" in \"pipes://stdin:stdout\"; accepted are tcp://host:port, host:port, :port and unix://path")]
    [InlineData("://x", "invalid protocol \"\" in \"://x\"; accepted are tcp://host:port, host:port, :port and unix://path")]
    [InlineData("unix://", "Unsupported connection format \"unix://\": expected pipes, tcp://host:port or unix://path")]
    [InlineData("7777", "The port is missing in \"tcp://7777\": expected tcp://host:port")]
    [InlineData("tcp://[::1]", "The port is missing in \"tcp://[::1]\": expected tcp://host:port")]
    [InlineData("tcp://127.0.0.1:", "The port \"\" in \"tcp://127.0.0.1:\" is not a number from 0 to 65535")]
    [InlineData("tcp://127.0.0.1:-1", "The port \"-1\" in \"tcp://127.0.0.1:-1\" is not a number from 0 to 65535")]
    [InlineData("tcp://::1:7777", "The IPv6 address in \"tcp://::1:7777\" needs brackets: tcp://[::1]:7777")]
    [InlineData("tcp://my host:1", "\"my host\" in \"tcp://my host:1\" is not a host name or IP address")]
    [InlineData("tcp://[local]:1", "\"local\" in \"tcp://[local]:1\" is not a host name or IP address")]
    [InlineData("[]:1", "\"\" in \"[]:1\" is not a host name or IP address")]
    public void A_wrong_address_is_an_error_that_names_it(string text, string expected)
    {
        Assert.Null(ListenAddress.Parse(text, schemeRequired: false, out var error));
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData(":7777", "0.0.0.0:7777", true)]
    [InlineData("LOCALHOST:7777", "tcp://localhost:7777", true)]
    [InlineData("[::1]:7777", "[0:0:0:0:0:0:0:1]:7777", true)]
    [InlineData("unix://a.sock", "unix://a.sock", true)]
    [InlineData("127.0.0.1:7777", "127.0.0.1:7778", false)]
    [InlineData("127.0.0.1:7777", "127.0.0.2:7777", false)]
    [InlineData("unix://a.sock", "unix://A.sock", false)]
    public void Addresses_are_the_same_when_both_cannot_be_had(string left, string right, bool same) =>
        Assert.Equal(same, Identity(left) == Identity(right));

    [Fact]
    public void A_port_of_the_system_choice_is_never_the_same() => Assert.Null(Identity("127.0.0.1:0"));

    private static string? Identity(string text) =>
        ListenAddress.Identity(ListenAddress.Parse(text, schemeRequired: false, out var error) ?? throw new FormatException(error));
}
