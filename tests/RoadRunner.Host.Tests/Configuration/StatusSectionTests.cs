using RoadRunner.Host.Configuration;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

public sealed class StatusSectionTests
{
    [Fact]
    public void Without_the_section_there_is_no_status() => Assert.Null(Load(""));

    [Fact]
    public void Every_key_of_RoadRunner_is_read()
    {
        var status = Load("status: { address: '127.0.0.1:2114', unavailable_status_code: 500, check_timeout: 5 }\n")!;

        Assert.Equal(RelayAddress.Tcp("127.0.0.1", 2114), status.Address);
        Assert.Equal(500, status.UnavailableStatusCode);
    }

    [Theory]
    [InlineData("status:\n")]
    [InlineData("status: { address: '' }\n")]
    [InlineData("status: { unavailable_status_code: 0 }\n")]
    public void Without_an_address_nothing_is_served_which_a_warning_says(string section)
    {
        Assert.Equal(new StatusConfiguration(Address: null), Load(section));
        Assert.Equal(503, Load(section)!.UnavailableStatusCode);
        if (!section.Contains("''", StringComparison.Ordinal))
        {
            Assert.Equal("status.address (.rr.yaml:8) is missing, so health is not served over HTTP", ConfigurationFile.Warnings(ConfigurationFile.Minimal + section));
        }
    }

    [Theory]
    [InlineData("status", ":2114")]
    [InlineData("metrics", ":2112")]
    public void An_address_without_a_host_means_loopback_which_a_warning_says(string section, string address) => Assert.Contains(
        $"{section}.address (.rr.yaml:8) has no host, so this server listens on loopback only; write 0.0.0.0{address} for every address",
        ConfigurationFile.Warnings($"{ConfigurationFile.Minimal}{section}: {{ address: \"{address}\" }}\n"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("address: 'http://:2114'", "status.address: \"http://:2114\" has a protocol; expected host:port or :port")]
    [InlineData("address: 'localhost'", "status.address: The port is missing in \"tcp://localhost\": expected tcp://host:port")]
    [InlineData("unavailable_status_code: 5", "status.unavailable_status_code: 5 is no status code of HTTP; it must be 100 to 599, or 0 for 503")]
    [InlineData("unavailable_status_code: 600", "status.unavailable_status_code: 600 is out of range; it must be 0 to 599")]
    [InlineData("check_timeout: 5s", "status.check_timeout: \"5s\" is not an integer")]
    public void What_cannot_be_used_is_an_error(string key, string expected) =>
        Assert.Equal($".rr.yaml:8: {expected}", ConfigurationFile.Errors($"{ConfigurationFile.Minimal}status: {{ {key} }}\n"));

    private static StatusConfiguration? Load(string section) => ConfigurationFile.Load(ConfigurationFile.Minimal + section).Status;
}
