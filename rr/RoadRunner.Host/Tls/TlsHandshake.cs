using System.IO.Pipelines;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using RoadRunner.Host.Tcp;

namespace RoadRunner.Host.Tls;

/// <summary>The begin of an encrypted connection.</summary>
/// <param name="identities">What clients are shown.</param>
/// <param name="limit">How long a client may take.</param>
/// <param name="time">The clock.</param>
internal sealed class TlsHandshake(TlsIdentities identities, TimeSpan limit, TimeProvider time) : IDisposable
{
    private const string Reason = "tls_handshake";

    /// <summary>Encrypts a connection: its transport is the plain side from now on.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="stopping">Fires when the host is stopping.</param>
    /// <returns>Null, or why that is not possible; the connection can then only be closed.</returns>
    public async Task<Refusal?> AcceptAsync(ConnectionContext connection, CancellationToken stopping)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stopping);
        try
        {
            if (await HasLeftAsync(connection.Transport.Input, both.Token))
            {
                return new Refusal(Reason, "closed before the TLS handshake") { IsQuiet = true };
            }

            connection.Transport = await TlsTransport.AcceptAsync(connection.Transport, identities.Current, both.Token);
            return null;
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            return new Refusal(Reason, $"no TLS handshake within handshake_timeout ({limit.TotalSeconds:0.###} s)");
        }
        catch (OperationCanceledException)
        {
            return Refusal.Stop;
        }
        catch (Exception error) when (error is IOException or SocketException or AuthenticationException or ConnectionAbortedException or InvalidOperationException)
        {
            return new Refusal(Reason, $"no TLS handshake: {(error.InnerException ?? error).Message}");
        }
    }

    public void Dispose() => identities.Dispose();

    /// <summary>Waits for the first bytes and leaves them where they are. Whoever only looks whether somebody listens sends none.</summary>
    private static async Task<bool> HasLeftAsync(PipeReader input, CancellationToken cancellationToken)
    {
        var read = await input.ReadAsync(cancellationToken);
        var hasLeft = read is { IsCompleted: true, Buffer.IsEmpty: true };
        input.AdvanceTo(read.Buffer.Start);
        return hasLeft;
    }
}
