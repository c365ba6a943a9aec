using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RoadRunner.Samples.Smtp;

/// <summary>Knows domains and address literals, RFC 5321 4.1.2 and 4.1.3.</summary>
public static class SmtpDomain
{
    private static readonly SearchValues<byte> LetDigHyphen = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"u8);

    public static bool IsDomainOrLiteral(ReadOnlySpan<byte> text) => IsDomain(text) || IsLiteral(text);

    public static bool IsDomain(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > SmtpLimits.Domain)
            return false;

        foreach (var range in text.Split((byte)'.'))
        {
            var label = text[range];
            if (label.Length is 0 or > SmtpLimits.Label || label[0] == '-' || label[^1] == '-' || label.ContainsAnyExcept(LetDigHyphen))
                return false;
        }

        return true;
    }

    /// <summary>Says whether a client may call itself so. Names with underscores are no domains, but machines have them.</summary>
    public static bool IsClientName(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > SmtpLimits.Domain)
            return false;

        Span<byte> name = stackalloc byte[text.Length];
        text.Replace(name, (byte)'_', (byte)'x');
        return IsDomain(name) || IsLiteral(text);
    }

    private static bool IsLiteral(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2 || text.Length > SmtpLimits.Domain || text[0] != '[' || text[^1] != ']')
            return false;

        const int TagLength = 5;
        var inside = text[1..^1];
        return inside.Length > TagLength && Ascii.EqualsIgnoreCase(inside[..TagLength], "IPv6:"u8) ? IsIPv6(inside[TagLength..]) : IsIPv4(inside);
    }

    // The parser of the framework also takes 127.1 and 0x7f.0.0.1.
    private static bool IsIPv4(ReadOnlySpan<byte> text)
    {
        var parts = 0;
        foreach (var range in text.Split((byte)'.'))
        {
            var part = text[range];
            if (++parts > 4 || part.Length is 0 or > 3 || part.ContainsAnyExceptInRange((byte)'0', (byte)'9') || int.Parse(part) > byte.MaxValue)
                return false;
        }

        return parts == 4;
    }

    // It also takes brackets, ports and zones, which the characters rule out.
    private static bool IsIPv6(ReadOnlySpan<byte> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiHexDigit((char)character) && character is not ((byte)':' or (byte)'.'))
                return false;
        }

        return IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
    }
}
