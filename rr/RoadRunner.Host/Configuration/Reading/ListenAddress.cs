using System.Net;
using System.Net.Sockets;
using Spiral.Goridge;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Addresses to listen on: <c>tcp://host:port</c>, <c>unix://path</c>, and without a scheme <c>host:port</c>.</summary>
internal static class ListenAddress
{
    private const string Separator = "://";
    private const string TcpScheme = "tcp";

    public static RelayAddress? Parse(string text, bool schemeRequired, out string? error)
    {
        var at = text.IndexOf(Separator, StringComparison.Ordinal);
        var scheme = at < 0 ? TcpScheme : text[..at].ToLowerInvariant();
        if (at < 0 && schemeRequired)
        {
            error = $"\"{text}\" has no protocol; accepted are tcp://host:port and unix://path";
            return null;
        }

        if (scheme is not (TcpScheme or "unix"))
        {
            var bare = schemeRequired ? "tcp://host:port" : "tcp://host:port, host:port, :port";
            error = $"invalid protocol \"{scheme}\" in \"{text}\"; accepted are {bare} and unix://path";
            return null;
        }

        if (!RelayAddress.TryParse(at < 0 ? TcpScheme + Separator + text : text, out var address, out error))
        {
            error = error.TrimEnd('.');
            return null;
        }

        var bracketed = text.Contains(Separator + "[", StringComparison.Ordinal) || text.StartsWith('[');
        if (address.Kind == RelayKind.Tcp && !IsHost(address.Host, bracketed))
        {
            error = $"\"{address.Host}\" in \"{text}\" is not a host name or IP address";
            return null;
        }

        return address;
    }

    /// <summary>Returns a text that two addresses share when they cannot both be listened on; null for a port of 0.</summary>
    public static string? Identity(RelayAddress address)
    {
        if (address.Kind == RelayKind.Unix)
        {
            return address.ToString();
        }

        if (address.Port == 0)
        {
            return null;
        }

        var host = address.Host.Length == 0 ? "0.0.0.0" : address.Host.ToLowerInvariant();
        return RelayAddress.Tcp(IPAddress.TryParse(host, out var ip) ? ip.ToString() : host, address.Port).ToString();
    }

    private static bool IsHost(string host, bool bracketed) => bracketed
        ? IPAddress.TryParse(host, out var ip) && ip.AddressFamily == AddressFamily.InterNetworkV6
        : host.Length == 0 || Uri.CheckHostName(host) != UriHostNameType.Unknown;
}
