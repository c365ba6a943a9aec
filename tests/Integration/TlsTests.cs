using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>Encrypted servers with workers behind them, and openssl as the client and as the maker of certificates.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Directory => Path.GetDirectoryName(_folder.PathOf("x"))!;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Openssl_talks_to_a_worker()
    {
        await MakeAsync("server");
        await using var host = await StartAsync("");
        using var client = OpenSsl.Connect(Directory, host.Host.Servers[0].Address, "-CAfile", "ca.pem");

        Assert.Equal("hello", await client.AskAsync("hello"));
        await host.Host.StopAsync().Within();
        Assert.Null(await client.ReadLineAsync());
        Assert.Equal(["Connected", "Data", "Close"], host.Journal.Entries.All.Select(static entry => entry.Event));
    }

    [Fact]
    public async Task Openssl_needs_a_certificate_where_clients_need_one()
    {
        await MakeAsync("server");
        await MakeAsync("client");
        await using var host = await StartAsync($", client_ca: {_folder.PathOf("ca.pem")}, min_version: 1.3");
        using (var stranger = OpenSsl.Connect(Directory, host.Host.Servers[0].Address, "-CAfile", "ca.pem"))
        {
            Assert.Null(await stranger.AskAsync("hello"));
        }

        using var client = OpenSsl.Connect(Directory, host.Host.Servers[0].Address, "-CAfile", "ca.pem", "-cert", "client.pem", "-key", "client.key");
        Assert.Equal("hello", await client.AskAsync("hello"));
        Assert.Single(host.Journal.Connections);
    }

    [Fact]
    public async Task Openssl_sees_the_new_certificate_when_the_files_have_changed()
    {
        await MakeAsync("server");
        await using var host = await StartAsync("");
        using var before = OpenSsl.Connect(Directory, host.Host.Servers[0].Address, "-CAfile", "ca.pem");
        Assert.Equal("hello", await before.AskAsync("hello"));
        await MakeAsync("server", subject: "renewed");

        await host.Log.WhenAsync("shows the certificate of CN=renewed");
        var address = host.Host.Servers[0].Address;
        Assert.Contains("CN=renewed", (await OpenSsl.RunAsync(Directory, "s_client", "-connect", $"{address.Host}:{address.Port}")).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("still here", await before.AskAsync("still here"));
    }

    [Fact]
    public async Task A_wrong_path_is_one_line_that_names_key_file_and_reason()
    {
        var yaml = RrFile.Recorder with { More = "host: { servers: { main: { tls: { cert: no.pem, key: no.key } } } }\nlogs: { level: error }" };
        var failure = await ServeProcess.FailAsync(yaml.ToYaml(""));
        Assert.StartsWith("host.servers.main.tls.cert (.rr.yaml:", failure, StringComparison.Ordinal);
        Assert.EndsWith("no.pem cannot be used: there is no such file", failure, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure);
    }

    [Fact]
    public async Task A_key_of_another_certificate_is_one_line_that_names_both_files()
    {
        await MakeAsync("server");
        await MakeAsync("other");
        var yaml = RrFile.Recorder with { More = $"host: {{ servers: {{ main: {{ tls: {{ cert: {_folder.PathOf("server.pem")}, key: {_folder.PathOf("other.key")} }} }} }} }}\nlogs: {{ level: error }}" };
        var failure = await ServeProcess.FailAsync(yaml.ToYaml(""));
        Assert.StartsWith("host.servers.main.tls.key (.rr.yaml:", failure, StringComparison.Ordinal);
        Assert.Contains("other.key cannot be used: it is no key of the certificate ", failure, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure);
    }

    private Task<HostUnderTest> StartAsync(string more) => HostUnderTest.StartAsync(RrFile.Recorder with
    {
        More = $"host: {{ servers: {{ main: {{ tls: {{ cert: {_folder.PathOf("server.pem")}, key: {_folder.PathOf("server.key")}{more} }} }} }} }}",
    });

    /// <summary>Makes NAME.key and NAME.pem, and the authority with the first of them.</summary>
    private async Task MakeAsync(string name, string? subject = null)
    {
        if (!File.Exists(_folder.PathOf("ca.pem")))
        {
            await OpenSsl.RunAsync(Directory, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=ca", "-keyout", "ca.key", "-out", "ca.pem");
        }

        await OpenSsl.RunAsync(Directory, "req", "-newkey", "rsa:2048", "-nodes", "-subj", $"/CN={subject ?? name}", "-keyout", $"{name}.key", "-out", $"{name}.csr");
        await OpenSsl.RunAsync(Directory, "x509", "-req", "-in", $"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-out", $"{name}.pem");
        Assert.True(File.Exists(_folder.PathOf($"{name}.pem")));
    }
}
