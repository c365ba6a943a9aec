using System.Net;
using System.Runtime.InteropServices;

namespace RoadRunner.Host.Proxy;

/// <summary>What the first bytes of a connection are.</summary>
/// <param name="Bytes">The length of the header; 0 when more bytes are needed to say.</param>
/// <param name="Source">The client; null when the header leaves it open, as for a check of the proxy itself.</param>
/// <param name="Fault">Why they are no header; null when they are one, or may become one.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProxyParse(int Bytes, EndPoint? Source, string? Fault)
{
    /// <summary>Gets the result for bytes that may become a header.</summary>
    public static ProxyParse Incomplete => default;

    /// <summary>Makes the result for a header.</summary>
    public static ProxyParse Header(int bytes, EndPoint? source) => new(bytes, source, Fault: null);

    /// <summary>Makes the result for bytes that are no header.</summary>
    public static ProxyParse Invalid(string fault) => new(0, Source: null, fault);
}
