using System.Net;
using RoadRunner.Host.Configuration;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

public sealed class ProxyProtocolSectionTests
{
    [Fact]
    public void Trusted_are_networks_addresses_and_unix_clients()
    {
        var proxy = Load("trusted: [10.0.0.0/8, 192.0.2.1, \"fd00::/8\", \"::1\", unix], timeout: 1s")!;
        Assert.Equal([IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("192.0.2.1/32"), IPNetwork.Parse("fd00::/8"), IPNetwork.Parse("::1/128")], proxy.Trusted);
        Assert.Equal((true, TimeSpan.FromSeconds(1)), (proxy.TrustsUnix, proxy.Timeout));
    }

    [Fact]
    public void One_text_is_a_list_of_one_and_without_the_section_nobody_is_trusted()
    {
        var proxy = Load("trusted: 10.0.0.0/8")!;
        Assert.Equal((1, false, TimeSpan.FromSeconds(5)), (proxy.Trusted.Count, proxy.TrustsUnix, proxy.Timeout));
        Assert.Null(ConfigurationFile.Load($"{ConfigurationFile.Minimal}host: {{ servers: {{ main: {{}} }} }}\n").Host.Servers["main"].ProxyProtocol);
    }

    [Theory]
    [InlineData("", "host.servers.main.proxy_protocol.trusted: is missing; it lists the proxies that are believed, for example [10.0.0.0/8]")]
    [InlineData("trusted: [10.0.0.0/33]", "host.servers.main.proxy_protocol.trusted: \"10.0.0.0/33\" is no address, no network such as 10.0.0.0/8 or fd00::/8, and not the word unix")]
    [InlineData("trusted: [proxy.local]", "host.servers.main.proxy_protocol.trusted: \"proxy.local\" is no address, no network such as 10.0.0.0/8 or fd00::/8, and not the word unix")]
    [InlineData("trusted: unix, enabled: true", "unknown key \"enabled\" in host.servers.main.proxy_protocol; known keys: timeout, trusted")]
    public void Another_section_is_an_error(string keys, string expected) => Assert.Equal($".rr.yaml:8: {expected}", ConfigurationFile.Errors(Text(keys)));

    private static ProxyProtocolConfiguration? Load(string keys) => ConfigurationFile.Load(Text(keys)).Host.Servers["main"].ProxyProtocol;

    private static string Text(string keys) => $"{ConfigurationFile.Minimal}host: {{ servers: {{ main: {{ proxy_protocol: {{ {keys} }} }} }} }}\n";
}
