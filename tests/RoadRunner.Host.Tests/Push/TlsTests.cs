using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Connections;
using RoadRunner.Host.Tests.InProcess;
using RoadRunner.Host.Tests.KeyValue;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Push;

/// <summary>A push wakes a connection out of its read. Over TLS that read may be in the middle of a record, of which nothing may be lost.</summary>
public sealed class TlsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_push_inside_a_record_of_the_client_loses_nothing_of_it()
    {
        await using var rig = await PushRig.StartAsync();
        var (toHost, toClient) = (new Pipe(), new Pipe());
        await using var clientSide = new GatedStream(toClient.Reader, toHost.Writer);
        await using var hostSide = new GatedStream(toHost.Reader, toClient.Writer);
        await using var host = new SslStream(hostSide, leaveInnerStreamOpen: true);
        using var certificates = new TestCertificates();
        using var certificate = X509Certificate2.CreateFromPemFile(certificates.PathOf("server.pem"), certificates.PathOf("server.key"));
        var expected = certificate.GetCertHashString();
        await using var client = new SslStream(clientSide, leaveInnerStreamOpen: true, (_, presented, _, _) => presented?.GetCertHashString() == expected);
        await Task.WhenAll(host.AuthenticateAsServerAsync(certificate), client.AuthenticateAsClientAsync("localhost")).Within();
        var transport = new DefaultConnectionContext("tls", new End(PipeReader.Create(host), PipeWriter.Create(host)), new End(PipeReader.Create(client), PipeWriter.Create(client)));
        var served = rig.Host.Host.ServeAsync(MemoryHost.Main, transport);
        await client.WriteAsync("?\r\n"u8.ToArray(), Token).Within();
        Assert.Equal("?\r\n", await ReadAsync(client, 3));
        var uuid = rig.Host.Executor.Seen[0].Uuid;

        for (var cut = 1; cut < 25; cut++)
        {
            clientSide.Holds = true;
            await client.WriteAsync(Encoding.Latin1.GetBytes($"message {cut:d2}\r\n"), Token).Within();
            clientSide.Holds = false;
            await clientSide.ReleaseAsync(cut);
            Assert.Equal(1, await rig.WriteAsync(uuid, $"push {cut:d2}\r\n"));
            Assert.Equal($"push {cut:d2}\r\n", await ReadAsync(client, 9));
            await clientSide.ReleaseAsync();
            Assert.Equal($"message {cut:d2}\r\n", await ReadAsync(client, 12));
        }

        await toHost.Writer.CompleteAsync();
        await served.Within();
        Assert.Equal("Close", rig.Host.Executor.Texts.Last());
    }

    private static async Task<string> ReadAsync(SslStream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, Token).Within();
        return Encoding.Latin1.GetString(bytes);
    }

    private sealed record End(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
