using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Addresses of redis servers: <c>host:port</c>, <c>[ip6]:port</c>, <c>:port</c>.</summary>
internal static class RedisAddress
{
    public static bool TryParse(string text, [NotNullWhen(true)] out EndPoint? address, [NotNullWhen(false)] out string? error)
    {
        address = null;
        error = Refuse(text);
        if (error is not null)
        {
            return false;
        }

        var colon = text.LastIndexOf(':');
        var host = text[..colon];
        var port = int.Parse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        address = host.Length == 0 ? new IPEndPoint(IPAddress.Loopback, port)
            : IPAddress.TryParse(host, out var ip) ? new IPEndPoint(ip, port)
            : new DnsEndPoint(host, port);
        return true;
    }

    private static string? Refuse(string text)
    {
        // A URL may hold a password, so it is not repeated.
        if (text.Contains("://", StringComparison.Ordinal) || text.Contains('@', StringComparison.Ordinal))
        {
            return "a URL is not accepted here; write host:port, and the rest into db, password and tls";
        }

        if (text.StartsWith('/'))
        {
            return $"\"{text}\" is a unix socket, which this host cannot use for redis; write host:port";
        }

        var colon = text.LastIndexOf(':');
        if (colon < 0 || text.EndsWith(']'))
        {
            return $"\"{text}\" has no port; write for example \"{text}:6379\"";
        }

        if (!ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
        {
            return $"\"{text}\" has no port between 1 and 65535 after its last colon";
        }

        var host = text[..colon];
        var known = host.StartsWith('[')
            ? host.EndsWith(']') && IPAddress.TryParse(host, out _)
            : host.Length == 0 || (!host.Contains(':', StringComparison.Ordinal) && Uri.CheckHostName(host) != UriHostNameType.Unknown);
        return known ? null : $"\"{host}\" in \"{text}\" is not a host name or IP address";
    }
}
