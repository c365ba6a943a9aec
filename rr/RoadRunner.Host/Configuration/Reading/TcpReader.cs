using System.Collections.ObjectModel;
using System.Text;
using Spiral.Goridge;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads the section <c>tcp</c>.</summary>
internal static class TcpReader
{
    private const int MaxReadBufSizeMiB = 1024;

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="serversSection">The section <c>servers</c> in it.</param>
    /// <param name="pool">The workers.</param>
    public static TcpConfiguration Read(ConfigurationSection section, ConfigurationSection serversSection, PoolConfiguration pool)
    {
        var servers = ReadServers(section, serversSection);
        var readBufSize = section.Integer("read_buf_size", 0, least: 0, most: MaxReadBufSizeMiB);
        return new TcpConfiguration(servers, pool)
        {
            ReadBufferBytes = (readBufSize == 0 ? ConfigurationDefaults.ReadBufSizeMiB : readBufSize) * 1024 * 1024,
        };
    }

    private static ReadOnlyCollection<TcpServerConfiguration> ReadServers(ConfigurationSection tcp, ConfigurationSection section)
    {
        var servers = new List<TcpServerConfiguration>();
        if (tcp.Exists && section.Entries.Count == 0)
        {
            section.Context.Error(section.Path, section.Place, "no servers registered: tcp.servers needs at least one, each with an addr");
        }

        foreach (var (name, server) in section.NamedSections())
        {
            var address = ReadAddress(server, name, servers);
            var delimiter = ReadDelimiter(server);

            // Generated files have it here.
            server.NoEffect("it has none in RoadRunner either, which reads tcp.read_buf_size", "read_buf_size");
            if (name.Length == 0 || name.Contains('.', StringComparison.Ordinal))
            {
                server.Context.Error(server.Path, server.Place, $"the server name \"{name}\" must not be empty or have a dot in it");
            }

            if (address is not null)
            {
                servers.Add(new TcpServerConfiguration(name, address, delimiter, server.PlaceOf("addr")));
            }
        }

        return servers.AsReadOnly();
    }

    private static RelayAddress? ReadAddress(ConfigurationSection server, string name, List<TcpServerConfiguration> others)
    {
        if (!server.TryText("addr", out var text))
        {
            return null;
        }

        if (text is null)
        {
            server.Context.Error(server.PathOf("addr"), server.PlaceOf("addr"), $"empty address for the server: {name}");
            return null;
        }

        if (ListenAddress.Parse(text, schemeRequired: false, out var error) is not { } address)
        {
            server.Error("addr", error!);
            return null;
        }

        // Go RoadRunner lets both bind (SO_REUSEPORT), and connections go to either at random.
        var twin = others.Find(other => ListenAddress.Identity(other.Address) is { } taken && taken == ListenAddress.Identity(address));
        if (twin is not null)
        {
            server.Error("addr", $"\"{text}\" is already the address of the server {twin.Name} {twin.Place.SeenFrom(server.PlaceOf("addr"))}");
        }

        return address;
    }

    private static ReadOnlyMemory<byte> ReadDelimiter(ConfigurationSection server)
    {
        var text = server.Text("delimiter") ?? ConfigurationDefaults.Delimiter;
        server.WarnOfBackslashes("delimiter", text);
        return Encoding.UTF8.GetBytes(text);
    }
}
