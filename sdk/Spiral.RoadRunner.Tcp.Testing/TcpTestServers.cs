using System.Collections.ObjectModel;
using RoadRunner.Host.Configuration;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>The servers of a test. Those that the application maps and that are not here are added with their defaults.</summary>
public sealed class TcpTestServers : KeyedCollection<string, TcpTestServer>
{
    /// <summary>Creates an empty collection.</summary>
    public TcpTestServers()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>Adds a server.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <param name="delimiter">The text that ends a message; null means CR LF.</param>
    /// <param name="framing">How bytes become events.</param>
    /// <exception cref="ArgumentException">There is one of that name already, or the delimiter is empty.</exception>
    public void Add(string name, string? delimiter = null, FramingMode framing = FramingMode.Exact)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (delimiter is { Length: 0 })
        {
            throw new ArgumentException("A delimiter must not be empty.", nameof(delimiter));
        }

        Add(new TcpTestServer(name.ToLowerInvariant()) { Delimiter = delimiter ?? ConfigurationDefaults.Delimiter, Framing = framing });
    }

    /// <inheritdoc/>
    protected override string GetKeyForItem(TcpTestServer item) => item.Name;
}
