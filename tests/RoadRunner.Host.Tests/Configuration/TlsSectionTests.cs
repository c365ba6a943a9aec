using RoadRunner.Host.Configuration;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

public sealed class TlsSectionTests
{
    [Fact]
    public void All_keys_are_read()
    {
        var tls = Load("cert: a.pem, key: a.key, password: \"${PASSWORD}\", client_ca: ca.pem, client_auth: Request, min_version: 1.3, handshake_timeout: 3s");

        Assert.Equal(("a.pem", "a.key", null, "secret", null), (tls.Certificate, tls.Key, tls.Pfx, tls.Password, tls.PasswordFile));
        Assert.Equal(("ca.pem", TlsClientAuth.Request, TlsMinVersion.Tls13, TimeSpan.FromSeconds(3)), (tls.ClientAuthority, tls.ClientAuth, tls.MinVersion, tls.HandshakeTimeout));
        Assert.Equal(10, tls.Place.Line);
    }

    [Fact]
    public void Defaults_ask_no_client_and_an_authority_makes_them_show_a_certificate()
    {
        var tls = Load("pfx: a.pfx, password_file: p");
        Assert.Equal((TlsClientAuth.None, TlsMinVersion.Tls12, TimeSpan.FromSeconds(10)), (tls.ClientAuth, tls.MinVersion, tls.HandshakeTimeout));
        Assert.Equal(TlsClientAuth.Require, Load("cert: a.pem, client_ca: ca.pem").ClientAuth);
        Assert.Null(ConfigurationFile.Load($"{ConfigurationFile.Minimal}host: {{ servers: {{ main: {{}} }} }}\n").Host.Servers["main"].Tls);
    }

    [Theory]
    [InlineData("", "host.servers.main.tls.cert: is missing; a server with tls needs cert (and key), or pfx")]
    [InlineData("key: a.key", "host.servers.main.tls.cert: is missing; a server with tls needs cert (and key), or pfx")]
    [InlineData("cert: a.pem, pfx: a.pfx", "host.servers.main.tls.pfx: and cert exclude each other")]
    [InlineData("pfx: a.pfx, key: a.key", "host.servers.main.tls.key: belongs to cert; a pfx has its key inside")]
    [InlineData("pfx: a.pfx, password: p, password_file: p", "host.servers.main.tls.password_file: and password exclude each other")]
    [InlineData("cert: a.pem, client_auth: require", "host.servers.main.tls.client_auth: needs client_ca, the authorities that are trusted")]
    [InlineData("cert: a.pem, client_auth: maybe", "host.servers.main.tls.client_auth: \"maybe\" is not one of none, request, require")]
    [InlineData("cert: a.pem, min_version: 1.1", "host.servers.main.tls.min_version: \"1.1\" is not one of 1.2, 1.3")]
    [InlineData("crt: a.pem, pfx: a.pfx", "unknown key \"crt\" in host.servers.main.tls; did you mean \"cert\"?")]
    public void Another_section_is_an_error(string keys, string expected) => Assert.Equal(
        $".rr.yaml:10: {expected}", ConfigurationFile.Errors($"{ConfigurationFile.Minimal}host:\n  servers:\n    main: {{ tls: {{ {keys} }} }}\n"));

    [Fact]
    public void An_authority_that_nobody_is_asked_for_is_warned_about() => Assert.Equal(
        "host.servers.main.tls.client_ca (.rr.yaml:8) has no effect with client_auth none",
        ConfigurationFile.Warnings($"{ConfigurationFile.Minimal}host: {{ servers: {{ main: {{ tls: {{ cert: a.pem, client_ca: ca.pem, client_auth: none }} }} }} }}\n"));

    private static TlsConfiguration Load(string keys) => ConfigurationFile.Load(
        $"{ConfigurationFile.Minimal}host:\n  servers:\n    main: {{ tls: {{ {keys} }} }}\n", "PASSWORD=secret").Host.Servers["main"].Tls!;
}
