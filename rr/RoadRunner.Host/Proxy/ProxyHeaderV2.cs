using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace RoadRunner.Host.Proxy;

/// <summary>Version 2: a signature, version and command, family, length; then the addresses, and fields that mean nothing here.</summary>
internal static class ProxyHeaderV2
{
    /// <summary>The most bytes of a header that are looked at: the fixed part and two paths of unix sockets.</summary>
    public const int MeaningfulBytes = FixedBytes + (2 * PathBytes);

    private const int FixedBytes = 16;
    private const int PathBytes = 108;
    private const int Ipv4Bytes = 4;
    private const int Ipv6Bytes = 16;
    private const int PortBytes = 2;

    public static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <summary>Reads a header from bytes that begin with the signature, as far as there are any.</summary>
    /// <param name="bytes">The first bytes, up to <see cref="MeaningfulBytes"/>.</param>
    /// <param name="available">How many there are in all.</param>
    public static ProxyParse Parse(ReadOnlySpan<byte> bytes, long available)
    {
        if (bytes.Length < FixedBytes)
        {
            return ProxyParse.Incomplete;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]);
        return bytes[12] switch
        {
            // The proxy speaks for itself, whatever the rest says.
            0x20 => available < FixedBytes + length ? ProxyParse.Incomplete : ProxyParse.Header(FixedBytes + length, source: null),
            0x21 => ParseAddresses(bytes, length, available),
            _ => ProxyParse.Invalid($"the PROXY header has the version and command 0x{bytes[12]:x2}, which is none of 0x20, 0x21"),
        };
    }

    private static ProxyParse ParseAddresses(ReadOnlySpan<byte> bytes, int length, long available)
    {
        var family = bytes[13];
        int? needed = family switch
        {
            0x00 => 0,
            0x11 => 2 * (Ipv4Bytes + PortBytes),
            0x21 => 2 * (Ipv6Bytes + PortBytes),
            0x31 => 2 * PathBytes,
            _ => null,
        };
        if (needed is null)
        {
            return ProxyParse.Invalid($"the PROXY header has the family and protocol 0x{family:x2}, which is none of 0x00, 0x11, 0x21, 0x31");
        }

        if (length < needed)
        {
            return ProxyParse.Invalid($"the PROXY header has {length} bytes of addresses; family and protocol 0x{family:x2} need {needed}");
        }

        if (available < FixedBytes + length)
        {
            return ProxyParse.Incomplete;
        }

        var addresses = bytes[FixedBytes..];
        return ProxyParse.Header(FixedBytes + length, family switch
        {
            0x11 => ReadIp(addresses, Ipv4Bytes),
            0x21 => ReadIp(addresses, Ipv6Bytes),
            0x31 => ReadPath(addresses[..PathBytes]),
            _ => null,
        });
    }

    /// <summary>Reads the source: both addresses, then both ports.</summary>
    private static IPEndPoint ReadIp(ReadOnlySpan<byte> addresses, int length) =>
        new(new IPAddress(addresses[..length]), BinaryPrimitives.ReadUInt16BigEndian(addresses[(2 * length)..]));

    private static UnixPathEndPoint ReadPath(ReadOnlySpan<byte> path)
    {
        var end = path.IndexOf((byte)0);
        return new UnixPathEndPoint(Encoding.UTF8.GetString(end < 0 ? path : path[..end]));
    }
}
