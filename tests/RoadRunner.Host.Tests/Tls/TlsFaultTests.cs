using RoadRunner.Host.Configuration;
using RoadRunner.Host.Tcp;
using RoadRunner.Host.Tests.InProcess;
using Xunit;

namespace RoadRunner.Host.Tests.Tls;

/// <summary>Files that make the start fail with one clear line.</summary>
public sealed class TlsFaultTests : IDisposable
{
    private readonly CertificateFolder _folder = new();

    public TlsFaultTests()
    {
        _folder.Create("server").Dispose();
        _folder.Create("other").Dispose();
        _folder.Create("locked", password: "secret").Dispose();
        _folder.CreatePfx("bundle", "secret");
        _folder.CreateWithoutSignature("agreement");
        File.WriteAllText(_folder.PathOf("empty"), "");
        File.WriteAllBytes(_folder.PathOf("huge"), new byte[1_048_577]);
    }

    private static (TlsConfiguration Tls, string Expected)[] Faults =>
    [
        (new() { Certificate = "no/server.pem", Key = "server.key" }, "cert: {folder}/no/server.pem cannot be used: there is no such file"),
        (new() { Certificate = "server.pem", Key = "no.key" }, "key: {folder}/no.key cannot be used: there is no such file"),
        (new() { Certificate = "empty", Key = "server.key" }, "cert: {folder}/empty cannot be used: it has no certificate in PEM form"),
        (new() { Certificate = "server.pem", Key = "empty" }, "key: {folder}/empty cannot be used: it has no private key in PEM form"),
        (new() { Certificate = "server.pem" }, "cert: {folder}/server.pem cannot be used: it has no private key in PEM form"),
        (new() { Certificate = "server.pem", Key = "other.key" }, "key: {folder}/other.key cannot be used: it is no key of the certificate {folder}/server.pem: "),
        (new() { Certificate = "locked.pem", Key = "locked.key" }, "key: {folder}/locked.key cannot be used: its private key is encrypted, and there is no password"),
        (new() { Certificate = "locked.pem", Key = "locked.key", Password = "wrong" }, "key: {folder}/locked.key cannot be used: it is no key of the certificate {folder}/locked.pem: "),
        (new() { Certificate = "locked.pem", Key = "locked.key", PasswordFile = "none" }, "password_file: {folder}/none cannot be used: there is no such file"),
        (new() { Pfx = "bundle.pfx", Password = "wrong" }, "pfx: {folder}/bundle.pfx cannot be used: "),
        (new() { Pfx = "server.pem" }, "pfx: {folder}/server.pem cannot be used: "),
        (new() { Certificate = "agreement.pem", Key = "agreement.key" }, "cert: {folder}/agreement.pem cannot be used: it is no certificate that a server can show: "),
        (new() { Certificate = "huge" }, "cert: {folder}/huge cannot be used: it has more than 1048576 bytes"),
        (new() { Certificate = "server.pem", Key = "server.key", ClientAuth = TlsClientAuth.Require, ClientAuthority = "empty" }, "client_ca: {folder}/empty cannot be used: it has no certificate in PEM form"),
    ];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_cannot_be_used_is_named_with_its_key_and_the_reason()
    {
        foreach (var (tls, expected) in Faults)
        {
            var failure = await Assert.ThrowsAsync<TcpListenException>(() => StartAsync(tls));
            var message = failure.Message.Replace(_folder.Directory, "{folder}", StringComparison.Ordinal);
            Assert.StartsWith($"host.servers.main.tls.{expected}", message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', message);
        }
    }

    [Fact]
    public async Task A_configuration_made_in_code_is_checked()
    {
        var failure = await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(new TlsConfiguration()));
        Assert.StartsWith("the configuration cannot be used: host.servers.main.tls.cert is missing; a server with tls needs cert (and key), or pfx", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_does_not_listen_needs_no_certificate()
    {
        await using var host = await StartAsync(new TlsConfiguration { Certificate = "none" }, listens: false);
        await using var client = host.Connect();
        await client.SendAsync("x\r\n");
        await client.ExpectAsync("x\r\n");
    }

    private Task<MemoryHost> StartAsync(TlsConfiguration tls, bool listens = true) => MemoryHost.StartAsync(
        MemoryHost.OneServer with
        {
            WorkingDirectory = _folder.Directory,
            Host = new HostConfiguration { Servers = new Dictionary<string, HostServerConfiguration> { [MemoryHost.Main] = new() { Tls = tls } } },
        },
        listens: listens);
}
