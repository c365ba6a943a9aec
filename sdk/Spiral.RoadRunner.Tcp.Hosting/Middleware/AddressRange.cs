using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Reads addresses and networks of a list, strictly: what looks like another network than it is would open a door.</summary>
internal static class AddressRange
{
    private const int MappedBits = 96;

    /// <summary>Reads one text of a list.</summary>
    /// <param name="text">An address, or a network in CIDR notation.</param>
    /// <param name="network">The network; an address is the network of itself.</param>
    /// <returns>What is wrong with it; null when it is right.</returns>
    public static string? TryParse(string? text, out IPNetwork network)
    {
        network = default;
        var parts = (text ?? "").Split('/');
        if (parts.Length > 2 || !TryParseAddress(parts[0], out var address))
        {
            return "no address and no network such as 10.0.0.0/8 or 2001:db8::/32";
        }

        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var prefix = bits;
        if (parts.Length == 2 && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > bits))
        {
            return $"no network: the number behind the slash has to be from 0 to {bits}";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            if (prefix < MappedBits)
            {
                return $"no network of IPv4 in IPv6: the number behind the slash has to be from {MappedBits} to {bits}";
            }

            (address, prefix) = (address.MapToIPv4(), prefix - MappedBits);
        }

        network = new IPNetwork(address, prefix);
        return network.BaseAddress.Equals(address) ? null : $"no network: its first address is {network}";
    }

    // 010.0.0.1 is 8.0.0.1 and 10.1 is 10.0.0.1 to the parser, and to nobody else.
    private static bool TryParseAddress(string text, out IPAddress address) =>
        IPAddress.TryParse(text, out address!)
        && (address.AddressFamily == AddressFamily.InterNetwork ? address.ToString() == text : address.ScopeId == 0);
}
