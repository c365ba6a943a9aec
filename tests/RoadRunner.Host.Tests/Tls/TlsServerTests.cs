using System.Security.Authentication;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Tests.InProcess;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Tls;

/// <summary>Encrypted connections to a real listener.</summary>
public sealed class TlsServerTests : IDisposable
{
    private readonly CertificateFolder _folder = new();
    private readonly ManualTime _time = new();

    public TlsServerTests() => _folder.Create("server").Dispose();

    private static TlsConfiguration Pem => new() { Certificate = "server.pem", Key = "server.key" };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Messages_are_served_and_a_half_close_gets_its_answer()
    {
        await using var host = await StartAsync(Pem);
        await using var client = await ConnectAsync(host);
        await client.SendAsync("a\r\nb\r\nta");
        await client.ExpectAsync("a\r\nb\r\n");
        await client.SendAsync("il");
        await client.HalfCloseAsync();

        Assert.Equal("tail", await client.ReadToEndAsync());
        await host.Host.StopAsync().Within();
        Assert.Equal(["Connected", @"Data a\r\n", @"Data b\r\n", "Data tail", "Close"], host.Executor.Texts);
        Assert.Equal("CN=server", client.Server);
    }

    [Fact]
    public async Task Large_messages_and_answers_go_both_ways()
    {
        await using var host = await StartAsync(Pem);
        await using var client = await ConnectAsync(host);
        var large = new string('x', 3_000_000) + "\r\n";
        var sending = client.SendAsync(large);
        await client.ExpectAsync(large);
        await sending.Within();
    }

    [Fact]
    public async Task A_pfx_with_its_password_in_a_file_serves_as_well()
    {
        _folder.CreatePfx("bundle", "secret");
        await File.WriteAllTextAsync(_folder.PathOf("password"), "secret\n", TestContext.Current.CancellationToken);
        await using var host = await StartAsync(new TlsConfiguration { Pfx = "bundle.pfx", PasswordFile = "password" });
        await using var client = await ConnectAsync(host);
        Assert.Equal("CN=bundle", client.Server);
    }

    [Fact]
    public async Task A_key_may_be_encrypted_and_in_the_file_of_the_certificate()
    {
        _folder.Create("locked", password: "secret").Dispose();
        await File.AppendAllTextAsync(
            _folder.PathOf("locked.pem"), await File.ReadAllTextAsync(_folder.PathOf("locked.key"), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await using var host = await StartAsync(new TlsConfiguration { Certificate = "locked.pem", Password = "secret" });
        await using var client = await ConnectAsync(host);
        Assert.Equal("CN=locked", client.Server);
    }

    [Fact]
    public async Task What_stands_behind_the_certificate_is_sent_along()
    {
        _folder.Create("deep", intermediate: true).Dispose();
        await using var host = await StartAsync(new TlsConfiguration { Certificate = "deep.pem", Key = "deep.key" });
        await using var client = await ConnectAsync(host);
        Assert.Equal("CN=deep", client.Server);
    }

    [Theory]
    [InlineData(TlsClientAuth.None, "none", true)]
    [InlineData(TlsClientAuth.None, "stranger", true)]
    [InlineData(TlsClientAuth.Request, "none", true)]
    [InlineData(TlsClientAuth.Request, "client", true)]
    [InlineData(TlsClientAuth.Request, "stranger", false)]
    [InlineData(TlsClientAuth.Require, "none", false)]
    [InlineData(TlsClientAuth.Require, "client", true)]
    [InlineData(TlsClientAuth.Require, "stranger", false)]
    public async Task Clients_show_a_certificate_where_they_have_to(TlsClientAuth auth, string shown, bool served)
    {
        using var own = shown == "none" ? null : _folder.Create(shown, ownAuthority: shown == "stranger");
        await using var host = await StartAsync(new TlsConfiguration { Certificate = "server.pem", Key = "server.key", ClientAuth = auth, ClientAuthority = "ca.pem" });
        if (served)
        {
            await using var client = await TlsClient.ConnectAsync(host, _folder.Root, own);
            await client.SendAsync("x\r\n");
            await client.ExpectAsync("x\r\n");
            return;
        }

        // With TLS 1.3 the client believes that all is well until it reads.
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var client = await TlsClient.ConnectAsync(host, _folder.Root, own);
            await client.ExpectAsync("x");
        });
        await host.Host.StopAsync().Within();
        Assert.Empty(host.Executor.Seen);
        Assert.Equal(1, host.Host.Servers[0].Connections.Refused["tls_handshake"]);
    }

    [Fact]
    public async Task An_old_version_is_not_spoken()
    {
        await using var host = await StartAsync(new TlsConfiguration { Certificate = "server.pem", Key = "server.key", MinVersion = TlsMinVersion.Tls13 });
        await using var client = await ConnectAsync(host);
        Assert.Equal(SslProtocols.Tls13, client.Protocol);
        await client.SendAsync("x\r\n");
        await client.ExpectAsync("x\r\n");
        await Assert.ThrowsAnyAsync<Exception>(() => TlsClient.ConnectAsync(host, _folder.Root, protocols: SslProtocols.Tls12));
        await host.Host.StopAsync().Within();
        Assert.Equal(["Connected", @"Data x\r\n", "Close"], host.Executor.Texts);
    }

    [Fact]
    public async Task Who_speaks_no_TLS_is_no_event()
    {
        await using var host = await StartAsync(Pem);
        using var client = await TlsClient.OpenAsync(host);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken).Within();
        await client.GetStream().CopyToAsync(Stream.Null, TestContext.Current.CancellationToken).Within();
        using (await TlsClient.OpenAsync(host))
        {
            // Leaves at once.
        }

        await host.Host.StopAsync().Within();
        Assert.Empty(host.Executor.Seen);
        Assert.Equal(0, host.Host.Servers[0].Connections.Open);
    }

    [Fact]
    public async Task Who_does_not_shake_hands_in_time_is_no_event()
    {
        await using var host = await StartAsync(Pem);
        using var client = await TlsClient.OpenAsync(host);
        var ended = client.GetStream().CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        await _time.PassUntilAsync(ended);

        Assert.True(_time.Elapsed >= TimeSpan.FromSeconds(10));
        Assert.Contains(
            "Warning tcp: Connections on server main are refused, 1 since the last such record: no TLS handshake within handshake_timeout (10 s)", host.Log.Records);
        Assert.Empty(host.Executor.Seen);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_a_handshake()
    {
        await using var host = await StartAsync(Pem);
        using var client = await TlsClient.OpenAsync(host);
        await host.WhenOpenAsync(1);
        await host.Host.StopAsync().Within();
        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1], TestContext.Current.CancellationToken).Within());
        Assert.Empty(host.Executor.Seen);
    }

    [Fact]
    public async Task A_stop_says_farewell_inside_the_encryption()
    {
        await using var host = await StartAsync(Pem, new HostServerConfiguration { Farewell = "bye" });
        await using var client = await ConnectAsync(host);
        await client.SendAsync("x\r\n");
        await client.ExpectAsync("x\r\n");
        var stopping = host.Host.StopAsync();
        Assert.Equal("bye", await client.ReadToEndAsync());
        await stopping.Within();
        Assert.Equal(["Connected", @"Data x\r\n", "Close"], host.Executor.Texts);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_reset()
    {
        await using var host = await StartAsync(Pem);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Executor.Script = (connectionEvent, body, output, _) =>
        {
            if (connectionEvent.Kind == ConnectionEventKind.Close)
            {
                closed.SetResult();
                return ValueTask.FromResult(EventAnswer.Close);
            }

            ScriptedExecutor.Write(output, body == "go\r\n" ? new string('x', 16 * 1024 * 1024) : body);
            return ValueTask.FromResult(EventAnswer.Respond);
        };
        await using var client = await ConnectAsync(host);

        // The time passes only when the handshake is over.
        await client.SendAsync("x\r\n");
        await client.ExpectAsync("x\r\n");
        await client.SendAsync("go\r\n");
        await _time.PassUntilAsync(closed.Task);
        await host.Host.StopAsync().Within();
        Assert.Equal(new Dictionary<string, long> { ["write_timeout"] = 1 }, host.Host.Servers[0].Connections.Ended);
    }

    [Fact]
    public async Task A_refused_client_is_closed_before_the_handshake_and_without_the_text()
    {
        var own = new HostServerConfiguration { Refusal = "full", Limits = new ServerLimitsConfiguration { MaxConnections = 1 } };
        await using var host = await StartAsync(Pem, own);
        await using var client = await ConnectAsync(host);
        await client.SendAsync("x\r\n");
        await client.ExpectAsync("x\r\n");
        using var refused = await TlsClient.OpenAsync(host);
        Assert.Equal(0, await refused.GetStream().ReadAsync(new byte[1], TestContext.Current.CancellationToken).Within());
    }

    private Task<TlsClient> ConnectAsync(MemoryHost host) => TlsClient.ConnectAsync(host, _folder.Root);

    private Task<MemoryHost> StartAsync(TlsConfiguration tls, HostServerConfiguration? server = null)
    {
        var own = (server ?? new HostServerConfiguration()) with { Tls = tls };
        var configuration = MemoryHost.OneServer with
        {
            WorkingDirectory = _folder.Directory,
            Host = new HostConfiguration { Servers = new Dictionary<string, HostServerConfiguration> { [MemoryHost.Main] = own } },
        };
        return MemoryHost.StartAsync(configuration, _time, listens: true);
    }
}
