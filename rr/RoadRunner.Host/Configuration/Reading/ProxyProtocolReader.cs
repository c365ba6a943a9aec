using System.Net;
using System.Net.Sockets;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads the section <c>proxy_protocol</c> of a server.</summary>
internal static class ProxyProtocolReader
{
    private const string TrustedKey = "trusted";
    private const string UnixWord = "unix";

    /// <summary>Reads the section; null when the file does not have it.</summary>
    public static ProxyProtocolConfiguration? Read(ConfigurationSection section)
    {
        var networks = new List<IPNetwork>();
        var trustsUnix = false;
        foreach (var (text, place) in section.TextsWithPlaces(TrustedKey))
        {
            if (text == UnixWord)
            {
                trustsUnix = true;
            }
            else if (TryParse(text, out var network))
            {
                networks.Add(network);
            }
            else
            {
                var path = section.PathOf(TrustedKey);
                section.Context.Error(path, place, $"{path}: \"{text}\" is no address, no network such as 10.0.0.0/8 or fd00::/8, and not the word {UnixWord}");
            }
        }

        var timeout = section.Duration("timeout", ConfigurationDefaults.ProxyTimeout);
        if (section.Exists && section.Find(TrustedKey) is null)
        {
            section.Error(TrustedKey, "is missing; it lists the proxies that are believed, for example [10.0.0.0/8]");
        }

        return section.Exists ? new ProxyProtocolConfiguration(networks.AsReadOnly()) { TrustsUnix = trustsUnix, Timeout = timeout } : null;
    }

    private static bool TryParse(string text, out IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            network = new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
            return true;
        }

        return IPNetwork.TryParse(text, out network);
    }
}
