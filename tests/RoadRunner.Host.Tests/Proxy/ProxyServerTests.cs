using System.Net;
using System.Net.Sockets;
using System.Text;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Tests.InProcess;
using RoadRunner.Host.Tests.Tls;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Proxy;

/// <summary>Connections that come through a proxy, to a real listener.</summary>
public sealed class ProxyServerTests
{
    private static readonly IPNetwork Loopback = IPNetwork.Parse("127.0.0.0/8");

    private readonly ManualTime _time = new();

    [Theory]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\r\n", "192.0.2.1:56324")]
    [InlineData("PROXY TCP6 2001:db8::1 ::1 1 2\r\n", "[2001:db8::1]:1")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\xc0\0\x02\x01\xc6\x33\x64\x01\xdc\x04\x01\xbb", "192.0.2.1:56324")]
    public async Task The_address_in_the_events_is_the_clients(string header, string expected)
    {
        await using var host = await StartAsync(new ProxyProtocolConfiguration([Loopback]));
        using var client = await OpenAsync(host);
        await SendAsync(client, header + "first\r\n");
        Assert.Equal("first\r\n", await ReadAsync(client, 7));
        client.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal("", await ReadToEndAsync(client));

        await host.Host.StopAsync().Within();
        Assert.Equal(["Connected", @"Data first\r\n", "Close"], host.Executor.Texts);
        Assert.All(host.Executor.Seen, seen => Assert.Equal(expected, seen.RemoteAddress));
    }

    [Theory]
    [InlineData("PROXY UNKNOWN\r\n")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\x20\0\0\0")]
    public async Task A_proxy_that_speaks_for_itself_is_served_under_its_own_address(string header)
    {
        await using var host = await StartAsync(new ProxyProtocolConfiguration([Loopback]));
        using var client = await OpenAsync(host);
        foreach (var letter in header)
        {
            await SendAsync(client, $"{letter}");
        }

        await SendAsync(client, "x\r\n");
        Assert.Equal("x\r\n", await ReadAsync(client, 3));
        Assert.Equal($"{client.Client.LocalEndPoint}", host.Executor.Seen[0].RemoteAddress);
    }

    [Theory]
    [InlineData("EHLO proxy\r\n", "it does not begin with a PROXY header")]
    [InlineData("PROXY TCP4 nonsense\r\n", "the line of the PROXY header cannot be read")]
    [InlineData(
        "PROXY TCP6 2001:db8::1 2001:db8::2 1 2 and more, and more, and more, and more, and more, and more, and more, and more",
        "the line of the PROXY header is longer than 107 bytes")]
    public async Task A_trusted_source_without_a_header_is_no_event(string bytes, string reason)
    {
        await using var host = await StartAsync(new ProxyProtocolConfiguration([Loopback]), new HostServerConfiguration { Refusal = "never sent" });
        using var client = await OpenAsync(host);
        await SendAsync(client, bytes);
        Assert.Equal("", await ReadToEndAsync(client));

        await host.Host.StopAsync().Within();
        Assert.Empty(host.Executor.Seen);
        Assert.Equal(1, host.Host.Servers[0].Connections.Refused["proxy_protocol"]);
        Assert.Contains($"Warning tcp: Connections on server main are refused, 1 since the last such record: {reason}", host.Log.Records);
    }

    [Fact]
    public async Task Anybody_else_is_served_as_he_is_and_not_believed()
    {
        await using var host = await StartAsync(new ProxyProtocolConfiguration([IPNetwork.Parse("10.0.0.0/8")]) { TrustsUnix = true });
        using var client = await OpenAsync(host);
        await SendAsync(client, "PROXY TCP4 192.0.2.1 198.51.100.1 1 2\r\n");
        Assert.Equal("PROXY TCP4 192.0.2.1 198.51.100.1 1 2\r\n", await ReadAsync(client, 39));
        Assert.Equal($"{client.Client.LocalEndPoint}", host.Executor.Seen[0].RemoteAddress);
    }

    [Fact]
    public async Task Who_only_looks_whether_somebody_listens_is_no_news()
    {
        await using var host = await StartAsync(new ProxyProtocolConfiguration([Loopback]));
        using (var client = await OpenAsync(host))
        {
            client.Client.Shutdown(SocketShutdown.Send);
            Assert.Equal("", await ReadToEndAsync(client));
        }

        await host.Host.StopAsync().Within();
        Assert.Empty(host.Executor.Seen);
        Assert.DoesNotContain(host.Log.Records, static record => record.StartsWith("Warning", StringComparison.Ordinal));
        Assert.Equal(1, host.Host.Servers[0].Connections.Refused["proxy_protocol"]);
    }

    [Fact]
    public async Task A_header_that_does_not_come_in_time_is_not_waited_for()
    {
        await using var host = await StartAsync(new ProxyProtocolConfiguration([Loopback]));
        using var client = await OpenAsync(host);
        await SendAsync(client, "PROXY TCP4 192.");
        await _time.PassUntilAsync(ReadToEndAsync(client));

        Assert.True(_time.Elapsed >= TimeSpan.FromSeconds(5));
        Assert.Contains(host.Log.Records, static record => record.EndsWith("no PROXY header within proxy_protocol.timeout (5 s)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_a_header()
    {
        await using var host = await StartAsync(new ProxyProtocolConfiguration([Loopback]));
        using var client = await OpenAsync(host);
        await host.WhenOpenAsync(1);
        await host.Host.StopAsync().Within();
        Assert.Equal("", await ReadToEndAsync(client));
        Assert.Empty(host.Executor.Seen);
    }

    [Fact]
    public async Task Places_are_those_of_the_client_and_not_of_the_proxy()
    {
        var own = new HostServerConfiguration { Refusal = "full", Limits = new ServerLimitsConfiguration { MaxConnectionsPerIp = 1 } };
        await using var host = await StartAsync(new ProxyProtocolConfiguration([Loopback]), own);
        using var alice = await OpenAsync(host);
        await SendAsync(alice, "PROXY TCP4 192.0.2.1 198.51.100.1 1 2\r\nx\r\n");
        Assert.Equal("x\r\n", await ReadAsync(alice, 3));
        using var bob = await OpenAsync(host);
        await SendAsync(bob, "PROXY TCP4 192.0.2.2 198.51.100.1 1 2\r\nx\r\n");
        Assert.Equal("x\r\n", await ReadAsync(bob, 3));
        using var again = await OpenAsync(host);
        await SendAsync(again, "PROXY TCP4 192.0.2.1 198.51.100.1 3 2\r\n");
        Assert.Equal("full", await ReadToEndAsync(again));
    }

    [Fact]
    public async Task The_header_comes_before_the_encryption()
    {
        using var folder = new CertificateFolder();
        folder.Create("server").Dispose();
        var own = new HostServerConfiguration { Tls = new TlsConfiguration { Certificate = folder.PathOf("server.pem"), Key = folder.PathOf("server.key") } };
        await using var host = await StartAsync(new ProxyProtocolConfiguration([Loopback]), own);
        await using var client = await TlsClient.ConnectAsync(host, folder.Root, before: "PROXY TCP4 192.0.2.1 198.51.100.1 1 2\r\n");
        await client.SendAsync("x\r\n");
        await client.ExpectAsync("x\r\n");
        Assert.Equal("192.0.2.1:1", host.Executor.Seen[0].RemoteAddress);
    }

    [Fact]
    public async Task Clients_of_a_unix_socket_are_trusted_by_the_word_unix()
    {
        var path = Path.Combine(Path.GetTempPath(), $"rr-{Guid.NewGuid():N}.sock");
        var configuration = new RrConfiguration
        {
            Tcp = new TcpConfiguration([new(MemoryHost.Main, RelayAddress.Unix(path))]),
            Host = With(new ProxyProtocolConfiguration([]) { TrustsUnix = true }, new HostServerConfiguration()),
        };
        await using var host = await MemoryHost.StartAsync(configuration, _time, listens: true);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), TestContext.Current.CancellationToken).Within();
        await socket.SendAsync("PROXY TCP4 192.0.2.1 198.51.100.1 1 2\r\nx\r\n"u8.ToArray()).Within();
        Assert.Equal(3, await socket.ReceiveAsync(new byte[10]).Within());
        Assert.Equal("192.0.2.1:1", host.Executor.Seen[0].RemoteAddress);
    }

    private static Task<TcpClient> OpenAsync(MemoryHost host) => TlsClient.OpenAsync(host);

    private static Task SendAsync(TcpClient client, string text) =>
        client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken).Within();

    private static async Task<string> ReadAsync(TcpClient client, int count)
    {
        var bytes = new byte[count];
        await client.GetStream().ReadExactlyAsync(bytes, TestContext.Current.CancellationToken).Within();
        return Encoding.Latin1.GetString(bytes);
    }

    private static async Task<string> ReadToEndAsync(TcpClient client)
    {
        var text = "";
        var buffer = new byte[256];
        int count;
        while ((count = await client.Client.ReceiveAsync(buffer, TestContext.Current.CancellationToken).Within()) > 0)
        {
            text += Encoding.Latin1.GetString(buffer, 0, count);
        }

        return text;
    }

    private static HostConfiguration With(ProxyProtocolConfiguration proxy, HostServerConfiguration server) => new()
    {
        Servers = new Dictionary<string, HostServerConfiguration> { [MemoryHost.Main] = server with { ProxyProtocol = proxy } },
    };

    private Task<MemoryHost> StartAsync(ProxyProtocolConfiguration proxy, HostServerConfiguration? server = null) =>
        MemoryHost.StartAsync(MemoryHost.OneServer with { Host = With(proxy, server ?? new HostServerConfiguration()) }, _time, listens: true);
}
