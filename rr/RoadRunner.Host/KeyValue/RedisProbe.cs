using System.Net;
using System.Net.Sockets;

namespace RoadRunner.Host.KeyValue;

/// <summary>
/// Opens a connection and closes it again. StackExchange.Redis 1.2.6 keeps to itself why it could not connect; this finds out, in Go's
/// words, and spares its retries when nobody is there.
/// </summary>
internal static class RedisProbe
{
    /// <summary>Returns null when one of the addresses takes connections, else what is wrong with the first.</summary>
    /// <param name="addresses">The servers, at least one.</param>
    /// <param name="cancellationToken">The end of the dial timeout.</param>
    public static async Task<string?> FindFaultAsync(IReadOnlyList<EndPoint> addresses, CancellationToken cancellationToken)
    {
        var faults = await Task.WhenAll(addresses.Select(address => FindFaultAsync(address, cancellationToken)));
        return Array.Exists(faults, fault => fault is null) ? null : faults[0];
    }

    private static async Task<string?> FindFaultAsync(EndPoint address, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return null;
        }
        catch (OperationCanceledException)
        {
            return $"dial tcp {RedisAddressText.Of(address)}: i/o timeout";
        }
        catch (SocketException e)
        {
            return $"dial tcp {RedisAddressText.Of(address)}: {Describe(e, address)}";
        }
    }

    private static string Describe(SocketException error, EndPoint address) => error.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connect: connection refused",
        SocketError.TimedOut => "i/o timeout",
        SocketError.NetworkUnreachable => "connect: network is unreachable",
        SocketError.HostUnreachable => "connect: no route to host",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"lookup {((DnsEndPoint)address).Host}: no such host",
        _ => error.Message,
    };
}
