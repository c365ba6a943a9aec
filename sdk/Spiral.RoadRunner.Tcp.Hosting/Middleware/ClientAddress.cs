using System.Net;
using System.Net.Sockets;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Reads the address of a client as the servers write it.</summary>
internal static class ClientAddress
{
    /// <summary>What all clients without an IP address are counted under.</summary>
    public const string Unix = "unix";

    // Whoever has one address of IPv6 usually has the 64 bits behind it, too.
    private const int CountedBytes = 8;

    /// <summary>Returns the address without the port, IPv4 in its own form; null when it is none of IP.</summary>
    public static IPAddress? Parse(string remoteAddress)
    {
        // A bare number would be an address, too; the servers always write a port.
        if (!remoteAddress.Contains(':', StringComparison.Ordinal) || !IPEndPoint.TryParse(remoteAddress, out var endPoint))
        {
            return null;
        }

        return Normalize(endPoint.Address);
    }

    /// <summary>Says whether the text is that of a unix client: <c>@</c>, a path, nothing. An address of IP that cannot be read is none.</summary>
    public static bool IsUnix(string remoteAddress)
    {
        var colon = remoteAddress.LastIndexOf(':');
        var hasPort = colon > 0 && remoteAddress.Length > colon + 1 && !remoteAddress.AsSpan(colon + 1).ContainsAnyExceptInRange('0', '9');
        return !hasPort && !remoteAddress.StartsWith('[') && Parse(remoteAddress) is null;
    }

    /// <summary>Returns what a client is counted under: its IPv4 address, the first 64 bits of its IPv6 address, or one name for all unix clients.</summary>
    public static string KeyOf(string remoteAddress)
    {
        var address = Parse(remoteAddress);
        if (address is null)
        {
            return IsUnix(remoteAddress) ? Unix : remoteAddress;
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[CountedBytes..].Clear();
        return new IPAddress(bytes).ToString();
    }

    public static IPAddress Normalize(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
