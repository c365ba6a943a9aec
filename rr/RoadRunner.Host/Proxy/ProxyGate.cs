using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Tcp;

namespace RoadRunner.Host.Proxy;

/// <summary>Finds out who is behind a connection of a proxy.</summary>
internal sealed class ProxyGate(ProxyProtocolConfiguration configuration, TimeProvider time)
{
    private const string Reason = "proxy_protocol";

    /// <summary>Takes the header off the input of a connection that comes from a trusted source.</summary>
    /// <param name="connection">The connection. What stands behind the header stays in its input.</param>
    /// <param name="stopping">Fires when the host is stopping.</param>
    /// <returns>The client, and why it cannot be served; null when it can.</returns>
    public async Task<(EndPoint? Remote, Refusal? Refusal)> ReadAsync(ConnectionContext connection, CancellationToken stopping)
    {
        var peer = connection.RemoteEndPoint;
        if (!IsTrusted(peer))
        {
            return (peer, null);
        }

        using var timer = new CancellationTokenSource(configuration.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stopping);
        try
        {
            var (source, refusal) = await ReadHeaderAsync(connection, both.Token);
            return (source ?? peer, refusal);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return (peer, Refusal.Stop);
        }
        catch (OperationCanceledException)
        {
            return (peer, new Refusal(Reason, $"no PROXY header within proxy_protocol.timeout ({configuration.Timeout.TotalSeconds:0.###} s)"));
        }
        catch (Exception gone) when (gone is IOException or SocketException or ConnectionAbortedException)
        {
            return (peer, new Refusal(Reason, $"no PROXY header: {gone.Message}") { IsQuiet = true });
        }
    }

    private static async Task<(EndPoint? Source, Refusal? Refusal)> ReadHeaderAsync(ConnectionContext connection, CancellationToken cancellationToken)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            var header = ProxyHeader.Parse(read.Buffer);
            if (header.Fault is { } fault)
            {
                return (null, new Refusal(Reason, fault));
            }

            if (header.Bytes > 0)
            {
                input.AdvanceTo(read.Buffer.GetPosition(header.Bytes));
                return (header.Source, null);
            }

            if (read.IsCompleted)
            {
                // Whoever only looks whether somebody listens is no news.
                return (null, new Refusal(Reason, "closed before the end of the PROXY header") { IsQuiet = read.Buffer.IsEmpty });
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private bool IsTrusted(EndPoint? peer)
    {
        if (peer is not IPEndPoint { Address: var ip })
        {
            return configuration.TrustsUnix;
        }

        var address = ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip;
        return configuration.Trusted.Any(network => network.Contains(address));
    }
}
