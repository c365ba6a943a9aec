using RoadRunner.Host.Configuration;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

public sealed class RpcSectionTests
{
    [Theory]
    [InlineData("tcp://127.0.0.1:6001")]
    [InlineData("tcp://127.0.0.1:0")]
    [InlineData("tcp://[::1]:6001")]
    [InlineData("unix:///run/rpc.sock")]
    public void Listen_is_kept_as_written_for_the_workers(string value)
    {
        var rpc = Load($"rpc: {{ listen: \"{value}\" }}\n");

        Assert.Equal(new RpcConfiguration(RelayAddress.Parse(value), value), rpc);
        Assert.True(rpc!.IsExplicit);
    }

    [Theory]
    [InlineData("rpc: {}\n")]
    [InlineData("rpc:\n")]
    [InlineData("rpc: { listen: '' }\n")]
    [InlineData("rpc: { listen: $UNSET }\n")]
    public void A_section_without_listen_has_the_default_and_tells_workers_nothing(string section)
    {
        var rpc = Load(section);

        Assert.Equal(RelayAddress.Tcp("127.0.0.1", 6001), rpc!.Address);
        Assert.Null(rpc.Listen);
        Assert.False(rpc.IsExplicit);
    }

    [Fact]
    public void A_command_asks_the_default_address_where_the_section_has_none()
    {
        using var file = new ConfigurationFile("rpc: {}\n");

        Assert.Equal(RelayAddress.Tcp("127.0.0.1", 6001), ConfigurationLoader.LoadRpcAddress(file.Source()));
    }

    [Theory]
    [InlineData("127.0.0.1:6001", "\"127.0.0.1:6001\" has no protocol; accepted are tcp://host:port and unix://path")]
    [InlineData("http://127.0.0.1:6001", "invalid protocol \"http\" in \"http://127.0.0.1:6001\"; accepted are tcp://host:port and unix://path")]
    [InlineData("tcp://127.0.0.1", "The port is missing in \"tcp://127.0.0.1\": expected tcp://host:port")]
    public void A_wrong_address_is_an_error(string value, string expected) => Assert.Equal(
        $".rr.yaml:8: rpc.listen: {expected}",
        ConfigurationFile.Errors($"{ConfigurationFile.Minimal}rpc: {{ listen: \"{value}\" }}\n"));

    private static RpcConfiguration? Load(string section) => ConfigurationFile.Load(ConfigurationFile.Minimal + section).Rpc;
}
