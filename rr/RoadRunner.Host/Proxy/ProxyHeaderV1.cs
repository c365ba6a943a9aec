using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RoadRunner.Host.Proxy;

/// <summary>Version 1: <c>PROXY TCP4 source destination source-port destination-port</c> and a line end, in ASCII.</summary>
internal static class ProxyHeaderV1
{
    // With two of the longest IPv6 addresses, and the line end.
    private const int MaxBytes = 107;
    private const int Words = 6;

    public static ReadOnlySpan<byte> Prefix => "PROXY "u8;

    /// <summary>Reads a header from bytes that begin with the prefix, as far as there are any.</summary>
    public static ProxyParse Parse(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, MaxBytes)];
        var end = bytes.IndexOf("\r\n"u8);
        if (end < 0)
        {
            return bytes.Length < MaxBytes ? ProxyParse.Incomplete : ProxyParse.Invalid($"the line of the PROXY header is longer than {MaxBytes} bytes");
        }

        var line = Encoding.Latin1.GetString(bytes[..end]);
        if (line.Equals("PROXY UNKNOWN", StringComparison.Ordinal) || line.StartsWith("PROXY UNKNOWN ", StringComparison.Ordinal))
        {
            return ProxyParse.Header(end + 2, source: null);
        }

        return ReadSource(line.Split(' ')) is { } source ? ProxyParse.Header(end + 2, source) : ProxyParse.Invalid("the line of the PROXY header cannot be read");
    }

    private static IPEndPoint? ReadSource(string[] words)
    {
        if (words.Length != Words)
        {
            return null;
        }

        AddressFamily? family = words[1] switch
        {
            "TCP4" => AddressFamily.InterNetwork,
            "TCP6" => AddressFamily.InterNetworkV6,
            _ => null,
        };
        return ReadAddress(words[2], family) is { } source && ReadAddress(words[3], family) is not null && ReadPort(words[4]) is { } port && ReadPort(words[5]) is not null
            ? new IPEndPoint(source, port)
            : null;
    }

    /// <summary>Reads an address in its usual form only: others (octal, hexadecimal, with a zone) mean different things to different readers.</summary>
    private static IPAddress? ReadAddress(string text, AddressFamily? family)
    {
        var isUsual = family == AddressFamily.InterNetwork
            ? text.Split('.') is { Length: 4 } parts && Array.TrueForAll(parts, static part => ReadNumber(part, byte.MaxValue) is not null)
            : text.All(static letter => char.IsAsciiHexDigit(letter) || letter is ':' or '.');
        return isUsual && IPAddress.TryParse(text, out var address) && address.AddressFamily == family ? address : null;
    }

    private static int? ReadPort(string text) => ReadNumber(text, ushort.MaxValue);

    private static int? ReadNumber(string text, int most) =>
        text.Length is > 0 and <= 5 && text.All(char.IsAsciiDigit) && (text[0] != '0' || text.Length == 1)
            && int.Parse(text, CultureInfo.InvariantCulture) is var number && number <= most
            ? number
            : null;
}
