using System.Globalization;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Framings as text: <c>kind[:argument]</c> and then the options, each behind a semicolon. It lives in stored sessions: forms may be added, none changed.</summary>
internal static class FramingText
{
    private const int MaxLength = 256;
    private const string Keep = "keep";
    private const string Max = "max=";
    private const string Discard = "discard";

    public static string Encode(TcpFraming framing)
    {
        var text = framing.Cutter.Text;
        if (framing.KeepDelimiter)
            text += ";" + Keep;

        if (framing.MaxMessageBytes is { } bytes)
            text += string.Create(CultureInfo.InvariantCulture, $";{Max}{bytes}");

        return framing.Oversize == TcpOversize.Discard ? text + ";" + Discard : text;
    }

    public static TcpFraming Decode(string text, Func<string, ITcpFramer?>? customs)
    {
        if (text.Length > MaxLength)
            throw new FormatException($"A framing is written in {MaxLength} characters at most, not {text.Length}.");

        try
        {
            var parts = text.Split(';');
            var framing = Kind(parts[0], customs);
            foreach (var option in parts.AsSpan(1))
            {
                framing = WithOption(framing, option);
            }

            return framing;
        }
        catch (Exception error) when (error is FormatException or OverflowException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException($"'{text}' is no framing that this release knows: {error.Message}", error);
        }
    }

    private static TcpFraming Kind(string part, Func<string, ITcpFramer?>? customs)
    {
        var colon = part.IndexOf(':', StringComparison.Ordinal);
        var argument = colon < 0 ? null : part[(colon + 1)..];
        return (colon < 0 ? part : part[..colon], argument) switch
        {
            ("anyline", null) => TcpFraming.AnyLines,
            ("blankline", null) => TcpFraming.BlankLine,
            ("raw", null) => TcpFraming.Raw,
            ("delimiter", { } hex) => Delimiter(hex),
            ("documents", { Length: 2 } hex) => TcpFraming.Documents((char)Convert.FromHexString(hex)[0]),
            ("until", { } hex) => TcpFraming.UntilTerminator(Convert.FromHexString(hex), lineStart: true),
            ("untilany", { } hex) => TcpFraming.UntilTerminator(Convert.FromHexString(hex), lineStart: false),
            ("length", { } kind) => TcpFraming.LengthPrefix(LengthPrefixText.Decode(kind)),
            ("fixed", { } bytes) => TcpFraming.FixedSize(int.Parse(bytes, NumberStyles.None, CultureInfo.InvariantCulture)),
            ("next", { } bytes) => TcpFraming.NextBytes(Number(bytes)),
            ("custom", { } name) => Custom(name, customs),
            _ => throw new FormatException($"'{part}' is an unknown kind."),
        };
    }

    private static TcpFraming Delimiter(string hex) => hex switch
    {
        "0d0a" => TcpFraming.Lines,
        "0a" => TcpFraming.LfLines,
        _ => TcpFraming.Delimiter(Convert.FromHexString(hex)),
    };

    // The name was checked when it was given: only one that somebody registered is found.
    private static TcpFraming Custom(string name, Func<string, ITcpFramer?>? customs) => customs?.Invoke(name) is { } framer
        ? TcpFraming.Custom(name, framer)
        : throw new FormatException($"This worker has no framer '{name}'.");

    private static TcpFraming WithOption(TcpFraming framing, string option) => option switch
    {
        Keep => framing.WithKeepDelimiter(),
        Discard => framing.WithOversize(TcpOversize.Discard),
        _ when option.StartsWith(Max, StringComparison.Ordinal) => framing.WithMaxMessageBytes(Number(option[Max.Length..])),
        _ => throw new FormatException($"'{option}' is an unknown option."),
    };

    private static long Number(string digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
