namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Settings of <see cref="TcpMiddlewareExtensions.UseAddressFilter"/>; checked when the application starts.</summary>
public sealed class AddressFilterOptions
{
    /// <summary>Gets the addresses and networks that may connect: <c>10.0.0.0/8</c>, <c>192.0.2.7</c>, <c>2001:db8::/32</c>.</summary>
    /// <value>Default empty: all that are not denied. IPv4 inside IPv6 (<c>::ffff:10.0.0.1</c>) is IPv4, in the list and of the client.</value>
    public IList<string> Allow { get; } = [];

    /// <summary>Gets the addresses and networks that may not connect, also when they are allowed.</summary>
    /// <value>Default empty.</value>
    public IList<string> Deny { get; } = [];

    /// <summary>Gets or sets a value indicating whether clients of a unix socket may connect: they have no address, so no list names them.</summary>
    /// <value>Default false. A client whose address cannot be read is refused either way.</value>
    public bool AllowUnixClients { get; set; }

    /// <summary>Gets or sets what a refused client is told.</summary>
    /// <value>Default empty: the connection is closed without a word. At most 64 KiB; no line end is added.</value>
    public string Refusal { get; set; } = "";
}
