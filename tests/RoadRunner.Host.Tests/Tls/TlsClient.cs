using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RoadRunner.Host.Tests.InProcess;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Tls;

/// <summary>A client that trusts the authority of a <see cref="CertificateFolder"/> and nobody else.</summary>
internal sealed class TlsClient : IAsyncDisposable
{
    private readonly TcpClient _socket;
    private readonly SslStream _stream;

    private TlsClient(TcpClient socket)
    {
        _socket = socket;
        _stream = new SslStream(socket.GetStream());
    }

    /// <summary>Gets the subject of the server's certificate.</summary>
    public string Server => _stream.RemoteCertificate!.Subject;

    public SslProtocols Protocol => _stream.SslProtocol;

    /// <summary>Connects and shakes hands.</summary>
    /// <param name="host">Where.</param>
    /// <param name="root">Who is trusted.</param>
    /// <param name="own">The certificate that is shown; null for none.</param>
    /// <param name="protocols">The versions that are spoken; none for all.</param>
    /// <param name="before">What is sent before the handshake.</param>
    public static async Task<TlsClient> ConnectAsync(MemoryHost host, X509Certificate2 root, X509Certificate2? own = null, SslProtocols protocols = SslProtocols.None, string before = "")
    {
        var client = new TlsClient(await OpenAsync(host));
        try
        {
            await client._socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(before), TestContext.Current.CancellationToken).Within();
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.Add(root);
            await client._stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "127.0.0.1",
                    CertificateChainPolicy = policy,
                    ClientCertificateContext = own is null ? null : SslStreamCertificateContext.Create(own, additionalCertificates: null, offline: true),
                    EnabledSslProtocols = protocols,
                },
                TestContext.Current.CancellationToken).Within();
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connects and says nothing.</summary>
    public static async Task<TcpClient> OpenAsync(MemoryHost host)
    {
        var address = host.Host.Servers.Single().Address;
        var socket = new TcpClient(AddressFamily.InterNetwork);
        await socket.ConnectAsync(IPAddress.Parse(address.Host), address.Port, TestContext.Current.CancellationToken).Within();
        return socket;
    }

    public Task SendAsync(string text) => _stream.WriteAsync(Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken).Within();

    public async Task ExpectAsync(string text)
    {
        var bytes = new byte[text.Length];
        await _stream.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken).Within();
        Assert.Equal(text, Encoding.Latin1.GetString(bytes));
    }

    public Task HalfCloseAsync() => _stream.ShutdownAsync().Within();

    public async Task<string> ReadToEndAsync()
    {
        using var bytes = new MemoryStream();
        await _stream.CopyToAsync(bytes, TestContext.Current.CancellationToken).Within();
        return Encoding.Latin1.GetString(bytes.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _socket.Dispose();
    }
}
