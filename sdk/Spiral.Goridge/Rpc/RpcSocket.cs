using System.Net;
using System.Net.Sockets;

namespace Spiral.Goridge.Rpc;

/// <summary>Connects the socket of an RPC connection.</summary>
internal static class RpcSocket
{
    /// <summary>Connects once.</summary>
    /// <exception cref="RelayClosedException">Nobody answered.</exception>
    public static async ValueTask<NetworkStream> ConnectAsync(RelayAddress address, CancellationToken cancellationToken)
    {
        var isUnix = address.Kind == RelayKind.Unix;
        var socket = isUnix
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (isUnix)
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.Path), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                var host = address.Host.Length == 0 ? IPAddress.Loopback.ToString() : address.Host;
                await socket.ConnectAsync(host, address.Port, cancellationToken).ConfigureAwait(false);
            }

            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException cause)
        {
            socket.Dispose();
            throw new RelayClosedException($"Connecting to {address} failed: {cause.Message}", cause);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
