using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Spiral.Goridge;

/// <summary>
/// Where a relay leads, made from the strings RoadRunner uses: <c>pipes</c>, <c>pipes://stdin:stdout</c>,
/// <c>tcp://127.0.0.1:7000</c>, <c>tcp://[::1]:7000</c>, <c>unix:///run/rr.sock</c>, <c>unix://rr.sock</c>.
/// </summary>
public sealed record RelayAddress
{
    private const string Separator = "://";

    private RelayAddress(RelayKind kind, string host, int port, string path)
    {
        Kind = kind;
        Host = host;
        Port = port;
        Path = path;
    }

    /// <summary>Gets the address of the standard streams.</summary>
    public static RelayAddress Pipes { get; } = new(RelayKind.Pipes, "", 0, "");

    /// <summary>Gets how the ends are joined.</summary>
    public RelayKind Kind { get; }

    /// <summary>Gets the host name or address of a TCP relay, without brackets; empty means every address, and for other kinds.</summary>
    public string Host { get; }

    /// <summary>Gets the port of a TCP relay, 0 to 65535; 0 for other kinds.</summary>
    public int Port { get; }

    /// <summary>Gets the path of a unix socket, as written; empty for other kinds.</summary>
    public string Path { get; }

    /// <summary>Makes a TCP address.</summary>
    /// <param name="host">A host name or address, without brackets.</param>
    /// <param name="port">0 to 65535.</param>
    /// <exception cref="ArgumentOutOfRangeException">The port is out of its range.</exception>
    public static RelayAddress Tcp(string host, int port)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        return new RelayAddress(RelayKind.Tcp, host, port, "");
    }

    /// <summary>Makes the address of a unix socket.</summary>
    /// <param name="path">The path, absolute or relative to the working directory; not empty.</param>
    public static RelayAddress Unix(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new RelayAddress(RelayKind.Unix, "", 0, path);
    }

    /// <summary>Reads an address.</summary>
    /// <param name="text">One of the forms named above.</param>
    /// <exception cref="FormatException">The text is none of them; the message names the text and the rule.</exception>
    public static RelayAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var address, out var error) ? address : throw new FormatException(error);
    }

    /// <summary>Reads an address without throwing.</summary>
    /// <param name="text">One of the forms named above.</param>
    /// <param name="address">The address.</param>
    /// <param name="error">What is wrong with the text.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RelayAddress? address, [NotNullWhen(false)] out string? error)
    {
        address = null;
        error = null;
        text ??= "";
        if (text.Equals("pipes", StringComparison.OrdinalIgnoreCase))
        {
            address = Pipes;
            return true;
        }

        var at = text.IndexOf(Separator, StringComparison.Ordinal);
        if (at <= 0 || at + Separator.Length == text.Length)
        {
            error = $"Unsupported connection format \"{text}\": expected pipes, tcp://host:port or unix://path.";
            return false;
        }

        var rest = text[(at + Separator.Length)..];
        switch (text[..at].ToLowerInvariant())
        {
            case "pipes":
                address = rest.Equals("stdin:stdout", StringComparison.OrdinalIgnoreCase) ? Pipes : null;
                error = address is null ? $"Unsupported pipes in \"{text}\": only pipes://stdin:stdout exists." : null;
                break;
            case "tcp":
                address = ParseTcp(text, rest, out error);
                break;
            case "unix":
                address = Unix(rest);
                break;
            default:
                error = $"Unknown connection protocol \"{text[..at]}\" in \"{text}\": expected pipes, tcp or unix.";
                break;
        }

        if (address is not null)
        {
            return true;
        }

        error ??= "";
        return false;
    }

    /// <summary>Returns the address in the form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Kind switch
    {
        RelayKind.Tcp => Host.Contains(':', StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"tcp://[{Host}]:{Port}")
            : string.Create(CultureInfo.InvariantCulture, $"tcp://{Host}:{Port}"),
        RelayKind.Unix => "unix://" + Path,
        _ => "pipes",
    };

    private static RelayAddress? ParseTcp(string text, string rest, out string? error)
    {
        error = null;
        var colon = rest.LastIndexOf(':');
        if (colon < 0 || rest.EndsWith(']'))
        {
            error = $"The port is missing in \"{text}\": expected tcp://host:port.";
            return null;
        }

        if (!int.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > ushort.MaxValue)
        {
            error = $"The port \"{rest[(colon + 1)..]}\" in \"{text}\" is not a number from 0 to 65535.";
            return null;
        }

        var host = rest[..colon];
        if (host.StartsWith('[') && host.EndsWith(']'))
        {
            return Tcp(host[1..^1], port);
        }

        if (host.Contains(':', StringComparison.Ordinal))
        {
            error = $"The IPv6 address in \"{text}\" needs brackets: tcp://[{host}]:{port}.";
            return null;
        }

        return Tcp(host, port);
    }
}
