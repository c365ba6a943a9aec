using Spiral.Goridge;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads where something is served over HTTP.</summary>
internal static class HttpAddress
{
    private const string Key = "address";

    /// <summary>Reads the key <c>address</c>; null when it is missing, empty or wrong.</summary>
    public static RelayAddress? Read(ConfigurationSection section)
    {
        if (section.Text(Key) is not { } text)
        {
            return null;
        }

        if (text.Contains("://", StringComparison.Ordinal))
        {
            section.Error(Key, $"\"{text}\" has a protocol; expected host:port or :port");
            return null;
        }

        if (ListenAddress.Parse(text, schemeRequired: false, out var error) is not { } address)
        {
            section.Error(Key, error!);
            return null;
        }

        if (address.Host.Length == 0)
        {
            section.Context.Warn(
                section.PathOf(Key), section.PlaceOf(Key), $"has no host, so this server listens on loopback only; write 0.0.0.0{text} for every address");
        }

        return address;
    }
}
