using RoadRunner.Host.Configuration;
using RoadRunner.Host.Tests.InProcess;
using RoadRunner.Host.Tls;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Tls;

/// <summary>Files of a certificate that change while the host runs.</summary>
public sealed class TlsReloadTests : IDisposable
{
    private readonly CertificateFolder _folder = new();
    private readonly ManualTime _time = new();

    public TlsReloadTests() => _folder.Create("server", subject: "old").Dispose();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task New_connections_get_the_new_certificate_and_old_ones_go_on()
    {
        await using var host = await StartAsync();
        await using var before = await TlsClient.ConnectAsync(host, _folder.Root);
        _folder.Create("server", subject: "new").Dispose();
        await using var meanwhile = await TlsClient.ConnectAsync(host, _folder.Root);
        _time.Advance(TlsIdentities.Period);
        await using var after = await TlsClient.ConnectAsync(host, _folder.Root);

        Assert.Equal(["CN=old", "CN=old", "CN=new"], [before.Server, meanwhile.Server, after.Server]);
        await before.SendAsync("x\r\n");
        await before.ExpectAsync("x\r\n");
        Assert.Contains(host.Log.Records, static record => record.StartsWith("Information tcp: Server main shows the certificate of CN=new, valid until ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_that_cannot_be_used_change_nothing_until_they_can()
    {
        await using var host = await StartAsync();
        var key = await File.ReadAllTextAsync(_folder.PathOf("server.key"), TestContext.Current.CancellationToken);
        _folder.Create("server", subject: "new").Dispose();
        var newKey = await File.ReadAllTextAsync(_folder.PathOf("server.key"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.PathOf("server.key"), key, TestContext.Current.CancellationToken);
        for (var look = 0; look < 3; look++)
        {
            _time.Advance(TlsIdentities.Period);
        }

        await using (var client = await TlsClient.ConnectAsync(host, _folder.Root))
        {
            Assert.Equal("CN=old", client.Server);
        }

        File.Delete(_folder.PathOf("server.key"));
        _time.Advance(TlsIdentities.Period);
        _time.Advance(TlsIdentities.Period);
        await File.WriteAllTextAsync(_folder.PathOf("server.key"), newKey, TestContext.Current.CancellationToken);
        _time.Advance(TlsIdentities.Period);
        await using (var client = await TlsClient.ConnectAsync(host, _folder.Root))
        {
            Assert.Equal("CN=new", client.Server);
        }

        var prefix = "Error tcp: Server main keeps its certificate; what tls.key names has changed, but ";
        var errors = host.Log.Records.Where(record => record.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, errors.Length);
        Assert.StartsWith($"{prefix}{_folder.PathOf("server.key")} cannot be used: it is no key of the certificate {_folder.PathOf("server.pem")}: ", errors[0], StringComparison.Ordinal);
        Assert.Equal($"{prefix}{_folder.PathOf("server.key")} cannot be used: there is no such file", errors[1]);
    }

    [Fact]
    public async Task A_certificate_of_no_use_to_a_server_does_not_end_the_process()
    {
        await using var host = await StartAsync();
        _folder.CreateWithoutSignature("server");
        _time.Advance(TlsIdentities.Period);

        await using var client = await TlsClient.ConnectAsync(host, _folder.Root);
        Assert.Equal("CN=old", client.Server);
        var expected = $"Error tcp: Server main keeps its certificate; what tls.cert names has changed, but {_folder.PathOf("server.pem")} cannot be used: ";
        Assert.Single(host.Log.Records, record => record.StartsWith(expected, StringComparison.Ordinal));
    }

    private Task<MemoryHost> StartAsync()
    {
        var tls = new TlsConfiguration { Certificate = "server.pem", Key = "server.key" };
        var configuration = MemoryHost.OneServer with
        {
            WorkingDirectory = _folder.Directory,
            Host = new HostConfiguration { Servers = new Dictionary<string, HostServerConfiguration> { [MemoryHost.Main] = new() { Tls = tls } } },
        };
        return MemoryHost.StartAsync(configuration, _time, listens: true);
    }
}
