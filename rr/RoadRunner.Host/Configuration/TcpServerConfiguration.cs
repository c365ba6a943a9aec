using System.Text;
using Spiral.Goridge;

namespace RoadRunner.Host.Configuration;

/// <summary>One listener: <c>tcp.servers.NAME</c>.</summary>
/// <param name="Name">The name that workers are told, in lower case.</param>
/// <param name="Address">
/// Where it listens: TCP (an empty host is every IPv4 address, port 0 lets the system choose) or a unix socket (a relative path
/// starts from <see cref="RrConfiguration.WorkingDirectory"/>).
/// </param>
/// <param name="Delimiter">The bytes that end a message; never empty, CR LF unless set.</param>
/// <param name="Place">Where the address stands; nowhere when there is no file.</param>
public sealed record TcpServerConfiguration(string Name, RelayAddress Address, ReadOnlyMemory<byte> Delimiter, ConfigurationPlace Place)
{
    /// <summary>Creates a server that no file names.</summary>
    /// <param name="name">The name, in lower case and without dots.</param>
    /// <param name="address">Where it listens, unless the host does not.</param>
    /// <param name="delimiter">The text that ends a message, in UTF-8; not empty.</param>
    public TcpServerConfiguration(string name, RelayAddress address, string delimiter = ConfigurationDefaults.Delimiter)
        : this(name, address, Encoding.UTF8.GetBytes(delimiter), Place: default)
    {
    }
}
